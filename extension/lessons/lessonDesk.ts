/** What is known of lessons in this window, and where it is shown. Loaded behind the start, since nothing waits for it. */
import * as vscode from 'vscode';
import type { Backend } from '../backend/backend.ts';
import { KeptRaces } from './keptRaces.ts';
import { chooseController } from './lessonController.ts';
import { LessonList } from './lessonList.ts';
import { LessonMemory } from './lessonMemory.ts';
import { keepPlaces } from './lessonPlaces.ts';
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
  readonly backend: () => Promise<Backend>;
  readonly #shown: vscode.Disposable;

  constructor(
    { extensionUri, globalStorageUri, globalState, workspaceState }: Places,
    backend: () => Promise<Backend>,
  ) {
    this.backend = backend;
    this.shelf = new LessonShelf({
      shipped: vscode.Uri.joinPath(extensionUri, 'extension', 'lessons', 'content'),
      list: vscode.Uri.joinPath(extensionUri, 'dist', 'data', 'lessons.json'),
      copies: vscode.Uri.joinPath(globalStorageUri, 'lessons'),
      memory: globalState,
    });
    this.memory = new LessonMemory(globalState);
    this.list = new LessonList(this.shelf);
    this.kept = new KeptRaces({ memory: workspaceState, library: async () => (await backend()).library });
    this.#shown = vscode.Disposable.from(
      this.list,
      new LessonsView(this.list, this.memory),
      new LessonStatus(this.memory, this.list),
      chooseController(),
      keepPlaces(workspaceState),
    );
  }

  dispose(): void {
    this.#shown.dispose();
  }
}
