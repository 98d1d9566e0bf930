/** The lessons that there are: those that ship, and files of the workspace. */
import * as vscode from 'vscode';
import type { LessonFacts } from '../../core/lesson/lesson.ts';
import { parseLesson } from '../../core/lesson/parseLesson.ts';
import { type LessonTask, tasksOf } from '../../core/lesson/standing.ts';
import { messageOf } from '../../core/messageOf.ts';
import { lessonType } from '../ids.ts';
import { workspaceFiles } from '../workspaceFiles.ts';
import { type LessonShelf, lessonEnding } from './lessonShelf.ts';

/** More files than these aren't looked for. */
const mostFiles = 200;

export interface ListedLesson extends LessonFacts {
  /** Its file's name. */
  readonly name: string;
  /** Where the person works in it. Of one that ships there may be nothing yet. */
  readonly uri: vscode.Uri;
  readonly isShipped: boolean;
  readonly tasks: readonly LessonTask[];
  /** Why it can't be read; null where it can. */
  readonly fault: string | null;
}

export class LessonList implements vscode.Disposable {
  readonly #shelf: LessonShelf;
  readonly #changes = new vscode.EventEmitter<undefined>();
  /** There may be others. */
  readonly onDidChange = this.#changes.event;
  readonly #subscriptions: vscode.Disposable;
  #shipped: Promise<readonly ListedLesson[]> | undefined;
  #own: Promise<readonly ListedLesson[]> | undefined;

  constructor(shelf: LessonShelf) {
    this.#shelf = shelf;
    const { workspace } = vscode;
    const files = workspace.createFileSystemWatcher(`**/*${lessonEnding}`);
    const forget = () => this.forget();
    this.#subscriptions = vscode.Disposable.from(
      files,
      files.onDidCreate(forget),
      files.onDidChange(forget),
      files.onDidDelete(forget),
      workspace.onDidChangeWorkspaceFolders(forget),
      // The copies of lessons that ship are in no folder.
      workspace.onDidSaveNotebookDocument(({ notebookType }) => notebookType === lessonType && forget()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changes.dispose();
  }

  /** Has all read anew. */
  forget(): void {
    this.#shipped = undefined;
    this.#own = undefined;
    this.#changes.fire(undefined);
  }

  /**
   * In the order of their numbers.
   * @throws {Error} if their folder can't be read.
   */
  shipped(): Promise<readonly ListedLesson[]> {
    this.#shipped ??= this.#shelf.names().then((names) => {
      const read = names.map((name) => {
        const about = { name, uri: this.#shelf.placeOf(name), isShipped: true };
        return readLesson(about, () => this.#shelf.read(name));
      });
      return inOrder(read);
    });
    return this.#shipped;
  }

  /** Those of the workspace, of which there may be no folder. */
  own(): Promise<readonly ListedLesson[]> {
    const { workspace } = vscode;
    this.#own ??= workspaceFiles([lessonEnding], mostFiles).then((uris) =>
      inOrder(
        uris.map((uri) => {
          const about = { name: uri.path.slice(uri.path.lastIndexOf('/') + 1), uri, isShipped: false };
          return readLesson(about, () => workspace.fs.readFile(uri));
        }),
      ),
    );
    return this.#own;
  }

  /** The lessons among which one is, in their order; none where it is in no list. */
  async around(uri: vscode.Uri): Promise<readonly ListedLesson[]> {
    const place = this.#shelf.placeFor(uri).toString();
    for (const lessons of [await this.shipped(), await this.own()])
      if (lessons.some((lesson) => lesson.uri.toString() === place)) return lessons;
    return [];
  }
}

async function readLesson(
  about: Pick<ListedLesson, 'name' | 'uri' | 'isShipped'>,
  read: () => PromiseLike<Uint8Array>,
): Promise<ListedLesson> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await read());
    const { facts, cells } = parseLesson(text);
    return { ...about, ...facts, tasks: tasksOf(cells), fault: null };
  } catch (error) {
    return { ...about, title: null, number: null, minutes: null, tasks: [], fault: messageOf(error) };
  }
}

/** By their numbers; those without one, by their names, come last. */
async function inOrder(read: readonly Promise<ListedLesson>[]): Promise<readonly ListedLesson[]> {
  const rank = ({ number }: ListedLesson) => number ?? 1000;
  return (await Promise.all(read)).toSorted(
    (a, b) => rank(a) - rank(b) || a.uri.path.localeCompare(b.uri.path),
  );
}
