/** To begin an exercise or a lesson again: progress is forgotten, and rules say what they said at first. */
import * as vscode from 'vscode';
import type { LessonDesk } from '../../lessons/lessonDesk.ts';
import { placeOfTask } from '../../lessons/lessonMemory.ts';
import type { LessonTarget } from '../../lessons/lessonTarget.ts';
import { activeLesson, nameOf, taskAt } from '../../lessons/openLessons.ts';
import { putStarters } from '../../lessons/starters.ts';
import { showInformation, showWarning } from '../../shown/messages.ts';

export class LessonResets {
  readonly #desk: Pick<LessonDesk, 'shelf' | 'memory'>;
  readonly #show: (target: LessonTarget) => Promise<vscode.NotebookDocument | null>;

  constructor(
    desk: Pick<LessonDesk, 'shelf' | 'memory'>,
    show: (target: LessonTarget) => Promise<vscode.NotebookDocument | null>,
  ) {
    this.#desk = desk;
    this.#show = show;
  }

  /**
   * The rule's text comes back by undo; what was tried is forgotten.
   * @param cell Default: the one that the person is at.
   */
  async resetExercise(cell: vscode.NotebookCell | undefined = selectedCell()): Promise<void> {
    const task = cell && taskAt(cell);
    if (!task) {
      void showInformation('Nothing begins again: no exercise or question of a lesson is selected.');
      return;
    }
    const { lesson, key } = placeOfTask(task);
    const { shelf, memory } = this.#desk;
    const { without } = await putStarters([task], await shelf.shippedFor(task.notebook.uri), memory);
    await memory.forget(lesson, [key]);
    if (without > 0)
      void showInformation(
        'Tries and hints are forgotten. The rule stays as it is, since nobody knows what stood there at first: undo goes back through your changes, and who writes the lesson can give the exercise a "starter".',
      );
  }

  /** @param target Default: the lesson that the person is at. */
  async resetLesson(target: LessonTarget | undefined): Promise<void> {
    const active = activeLesson();
    const meant = target ?? (active && { lesson: active.uri.toString(), task: null });
    // What is changed is seen, and its edits can be undone there.
    const notebook = meant && (await this.#show({ lesson: meant.lesson, task: null }));
    if (!notebook) {
      if (!meant) void showInformation('No lesson is open.');
      return;
    }
    const name = nameOf(notebook);
    const reset = 'Start Over';
    const question = `${name} begins again: what was passed, answered and written in its exercises goes back to the beginning.`;
    if ((await showWarning(question, reset, 'Cancel')) !== reset) return;
    const tasks = notebook.getCells().filter((cell) => taskAt(cell) === cell);
    const { shelf, memory } = this.#desk;
    const shipped = await shelf.shippedFor(notebook.uri);
    const { without, undo } = await putStarters(tasks, shipped, memory);
    const lesson = notebook.uri.toString();
    const remember = await memory.forget(
      lesson,
      tasks.map((cell) => placeOfTask(cell).key),
    );
    const stay =
      without === 0 ? '' : ` Rules stay as they are where nobody knows how they began: ${without}.`;
    if ((await showInformation(`${name} is as it was at first.${stay}`, 'Undo')) !== 'Undo') return;
    await undo();
    await remember();
  }
}

function selectedCell(): vscode.NotebookCell | undefined {
  const [range] = vscode.window.activeNotebookEditor?.selections ?? [];
  return range && activeLesson()?.getCells()[range.start];
}
