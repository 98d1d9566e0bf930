/** What is known of lessons in this window, and where it is shown. Loaded behind the start, since nothing waits for it. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { Library } from '../backend/backend.ts';
import { log } from '../log.ts';
import { KeptRaces } from './keptRaces.ts';
import { LessonList } from './lessonList.ts';
import { LessonMemory } from './lessonMemory.ts';
import { LessonShelf } from './lessonShelf.ts';
import { LessonStatus } from './lessonStatus.ts';
import { LessonsView } from './lessonsView.ts';

type Places = Pick<
  vscode.ExtensionContext,
  'extensionUri' | 'globalStorageUri' | 'globalState' | 'workspaceState'
>;

export class LessonDesk implements vscode.Disposable {
  readonly shelf: LessonShelf;
  readonly memory: LessonMemory;
  readonly list: LessonList;
  /** What cells ran last. */
  readonly kept: KeptRaces;
  readonly #shown: vscode.Disposable;

  constructor(
    { extensionUri, globalStorageUri, globalState, workspaceState }: Places,
    library: () => Promise<Pick<Library, 'read'>>,
  ) {
    const report = (error: unknown) => log.error(`lessons: ${messageOf(error)}`);
    this.shelf = new LessonShelf({
      shipped: vscode.Uri.joinPath(extensionUri, 'extension', 'lessons', 'content'),
      copies: vscode.Uri.joinPath(globalStorageUri, 'lessons'),
      memory: globalState,
    });
    this.memory = new LessonMemory(globalState, report);
    this.list = new LessonList(this.shelf, report);
    this.kept = new KeptRaces({ memory: workspaceState, library });
    this.#shown = vscode.Disposable.from(
      this.list,
      new LessonsView(this.list, this.memory),
      new LessonStatus(this.memory, this.list, report),
    );
  }

  dispose(): void {
    this.#shown.dispose();
  }
}
