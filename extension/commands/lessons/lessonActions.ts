/** What can be done with lessons: open them, go from one to the next, and find what is still to do. */
import * as vscode from 'vscode';
import { standingOf, type TaskState } from '../../../core/lesson/standing.ts';
import type { LessonDesk } from '../../lessons/lessonDesk.ts';
import type { ListedLesson } from '../../lessons/lessonList.ts';
import type { LessonTarget } from '../../lessons/lessonTarget.ts';
import {
  activeLesson,
  cellOfHeading,
  cellOfTask,
  nameOf,
  showLesson,
  standingIn,
} from '../../lessons/openLessons.ts';
import { askChoice } from '../../shown/ask.ts';
import { showInformation, showWarning } from '../../shown/messages.ts';
import type { PickItem } from '../../shown/pickItem.ts';
import { LessonResets } from './lessonResets.ts';

/** As in the side bar. */
const stateIcons: Readonly<Record<TaskState, string>> = {
  passed: 'pass-filled',
  tried: 'color-mode',
  'not begun': 'circle-large-outline',
};

export class LessonActions {
  readonly resets: LessonResets;
  readonly #desk: Pick<LessonDesk, 'list' | 'shelf' | 'memory'>;

  constructor(desk: Pick<LessonDesk, 'list' | 'shelf' | 'memory'>) {
    this.#desk = desk;
    this.resets = new LessonResets(desk, (target) => this.show(target));
  }

  /**
   * @param target Also the number of a lesson that ships. Default: the person picks a lesson.
   * @param heading Of that lesson, where it is to be read. Default: its start.
   */
  async open(target?: LessonTarget | number, heading?: string): Promise<void> {
    const { list } = this.#desk;
    if (typeof target === 'object') {
      await this.show(target);
      return;
    }
    const named = (await list.shipped()).find((lesson) => lesson.number === target);
    if (target !== undefined && named) {
      await this.#openListed(named, heading);
      return;
    }
    const lessons = [...(await list.shipped()), ...(await list.own())];
    const items = lessons.map((lesson) => ({ ...this.#itemOf(lesson), lesson }));
    const picked = await askChoice(items, {
      title: 'Open Lesson',
      placeHolder: 'You work in a copy of your own',
    });
    if (picked) await this.#openListed(picked.lesson);
  }

  /** The lesson behind the one that the person is at, or before it; from elsewhere, the first that isn't done. */
  async goTo(way: 'next' | 'previous'): Promise<void> {
    const { list } = this.#desk;
    const active = activeLesson();
    if (!active) {
      const lessons = await list.shipped();
      await this.#openOrSay(
        lessons.find((lesson) => !this.#isDone(lesson)),
        'All lessons are done.',
      );
      return;
    }
    const lessons = await list.around(active.uri);
    const place = this.#desk.shelf.placeFor(active.uri).toString();
    const at = lessons.findIndex(({ uri }) => uri.toString() === place);
    const name = nameOf(active);
    if (at < 0) await this.#openOrSay(undefined, `${name} is in no list of lessons.`);
    else if (way === 'next') await this.#openOrSay(lessons[at + 1], `${name} is the last lesson.`);
    else await this.#openOrSay(lessons[at - 1], `${name} is the first lesson.`);
  }

  /** What is still to do in the lesson that the person is at. */
  async showOpen(): Promise<void> {
    const active = activeLesson();
    if (!active) {
      await this.#openOrSay(undefined, 'No lesson is open.');
      return;
    }
    const name = nameOf(active);
    const { tasks, text } = standingIn(active, this.#desk.memory);
    const open = tasks.filter(({ state }) => state !== 'passed');
    const items: (PickItem & { readonly key: string | null })[] = open.map(({ title, kind, state, key }) => ({
      icon: stateIcons[state],
      label: title,
      description: [kind === 'predict' ? 'question' : 'exercise', ...(state === 'tried' ? [state] : [])].join(
        ', ',
      ),
      key,
    }));
    const next = { icon: 'arrow-right', label: 'Next Lesson', key: null };
    const picked = await askChoice([...items, next], {
      title: text === null ? name : `${name}: ${text}`,
      placeHolder: open.length > 0 ? 'What is still to do' : 'All is done',
    });
    if (picked?.key === null) await this.goTo('next');
    else if (picked) await showLesson(active, cellOfTask(active, picked.key));
  }

  /** Reads the lists anew. */
  refresh(): void {
    this.#desk.list.forget();
  }

  /** @returns The lesson, which is in the editor then; null where it was opened as text, since it is none. */
  async show({ lesson, task }: LessonTarget, heading?: string): Promise<vscode.NotebookDocument | null> {
    const { list } = this.#desk;
    const uri = vscode.Uri.parse(lesson, true);
    const lessons = await list.around(uri);
    const listed = lessons.find((each) => each.uri.toString() === lesson);
    if (listed && listed.fault !== null) {
      await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
      return null;
    }
    const ready = listed?.isShipped ? await this.#desk.shelf.ready(listed.name) : { uri, fault: null };
    if (ready.fault !== null) void this.#sayNotKept(ready.fault, { lesson, task });
    const notebook = await vscode.workspace.openNotebookDocument(ready.uri);
    const cell = task === null ? cellOfHeading(notebook, heading) : cellOfTask(notebook, task);
    await showLesson(notebook, cell);
    return notebook;
  }

  async #sayNotKept(why: string, target: LessonTarget): Promise<void> {
    const text = `You can read this lesson and run it, but what you write in it may be lost: no copy of your own can be written. ${why}`;
    const again = 'Try Again';
    if ((await showWarning(text, again)) === again) await this.show(target);
  }

  async #openListed({ uri }: ListedLesson, heading?: string): Promise<void> {
    await this.show({ lesson: uri.toString(), task: null }, heading);
  }

  async #openOrSay(lesson: ListedLesson | undefined, otherwise: string): Promise<void> {
    if (lesson) {
      await this.#openListed(lesson);
      return;
    }
    const choose = 'Open Lesson…';
    if ((await showInformation(otherwise, choose)) === choose) await this.open();
  }

  #itemOf(lesson: ListedLesson): PickItem {
    const { number, title, name, minutes, isShipped, uri } = lesson;
    const { text } = this.#standingOf(lesson);
    const where = isShipped ? [] : [vscode.workspace.asRelativePath(uri)];
    const takes = minutes === null ? [] : [`${minutes} minutes`];
    return {
      label: [number, title ?? name].filter((part) => part !== null).join(' · '),
      description: [...takes, ...(text === null ? [] : [text]), ...where].join(' · '),
    };
  }

  #isDone(lesson: ListedLesson): boolean {
    const { done, tasks } = this.#standingOf(lesson);
    return tasks.length > 0 && done === tasks.length;
  }

  #standingOf({ uri, tasks }: ListedLesson) {
    return standingOf(tasks, (key) => this.#desk.memory.progressOf({ lesson: uri.toString(), key }));
  }
}
