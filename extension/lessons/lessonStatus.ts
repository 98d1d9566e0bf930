/** How far the person is in the lesson that they are at: in the status bar, and for the menus of its cells. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { commandIds, contextKeys } from '../ids.ts';
import { log } from '../log.ts';
import { showInformation } from '../shown/messages.ts';
import { plain } from '../shown/plain.ts';
import type { LessonList } from './lessonList.ts';
import { type LessonMemory, type MemoryChange, placeOfTask } from './lessonMemory.ts';
import { activeLesson, nameOf, standingIn, taskAt } from './openLessons.ts';

export class LessonStatus implements vscode.Disposable {
  readonly #memory: LessonMemory;
  readonly #list: LessonList;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable;
  /** What the menus of cells know. */
  #begun: readonly string[] = [];

  constructor(memory: LessonMemory, list: LessonList) {
    this.#memory = memory;
    this.#list = list;
    this.#item = vscode.window.createStatusBarItem(
      'optimizerPlayground.lesson',
      vscode.StatusBarAlignment.Left,
    );
    this.#item.name = 'Optimizer Playground: Lesson';
    this.#item.command = commandIds.showOpenExercises;
    const update = () => this.#update();
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      vscode.window.onDidChangeActiveNotebookEditor(update),
      vscode.workspace.onDidSaveNotebookDocument(update),
      // Other windows have the same memory.
      vscode.window.onDidChangeWindowState(update),
      memory.onDidChange((change) => {
        update();
        this.#offerNext(change).catch((error: unknown) => log.error(`lesson: ${messageOf(error)}`));
      }),
    );
    update();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const notebook = activeLesson();
    const standing = notebook && standingIn(notebook, this.#memory);
    const begun = notebook ? cellsToForget(notebook, this.#memory) : [];
    if (begun.join() !== this.#begun.join()) {
      this.#begun = begun;
      void vscode.commands.executeCommand('setContext', contextKeys.begunCells, begun);
    }
    if (!notebook || !standing || standing.text === null) {
      this.#item.hide();
      return;
    }
    const next = standing.tasks.find(({ state }) => state !== 'passed');
    const name = nameOf(notebook);
    this.#item.text = `$(mortar-board) ${plain(`${name}: ${standing.text}`)}`;
    this.#item.tooltip = plain(
      next ? `${name}: ${standing.text} done. Next: ${next.title}` : `${name}: all done`,
    );
    this.#item.show();
  }

  /** When the last of a lesson is done. */
  async #offerNext({ kind, lesson }: MemoryChange): Promise<void> {
    const notebook = activeLesson();
    if (kind !== 'done' || notebook?.uri.toString() !== lesson) return;
    const { done, tasks, text } = standingIn(notebook, this.#memory);
    if (done < tasks.length) return;
    const lessons = await this.#list.around(notebook.uri);
    const isLast = lessons.at(-1)?.uri.toString() === lesson || lessons.length === 0;
    const next = 'Next Lesson';
    const said = `${nameOf(notebook)} is done: ${text}.`;
    const pressed = await (isLast ? showInformation(said) : showInformation(said, next));
    if (pressed === next) await vscode.commands.executeCommand(commandIds.nextLesson);
  }
}

/** The URIs of the cells whose task has been begun. */
function cellsToForget(notebook: vscode.NotebookDocument, memory: LessonMemory): string[] {
  const begun = new Set(
    standingIn(notebook, memory).tasks.flatMap(({ key, state }) => (state === 'not begun' ? [] : [key])),
  );
  return notebook.getCells().flatMap((cell) => {
    const task = taskAt(cell);
    return task && begun.has(placeOfTask(task).key) ? [cell.document.uri.toString()] : [];
  });
}
