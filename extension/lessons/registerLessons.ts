/** Lessons in notebooks. Light: what reads and runs them is loaded with the first lesson. */
import * as vscode from 'vscode';
import type { RaceStore } from '../../core/race/store.ts';
import { lessonController, lessonOutput, lessonType, ruleLanguage } from '../ids.ts';
import type { CellRunner, CellRunnerParts, LessonRaces } from './cellRunner.ts';

const load = () => import('./lessonNotebook.ts');

/**
 * @param races Starts and stops the races of cells.
 * @param loadParts What exercises and outputs need, and who remembers them.
 */
export function registerLessons(
  store: RaceStore,
  races: () => Promise<LessonRaces>,
  loadParts: () => Promise<CellRunnerParts['parts']>,
): vscode.Disposable {
  const serializer: vscode.NotebookSerializer = {
    deserializeNotebook: async (bytes) => (await load()).notebookOf(bytes),
    serializeNotebook: async (data) => (await load()).bytesOf(data),
  };
  const controller = vscode.notebooks.createNotebookController(
    lessonController,
    lessonType,
    'Optimizer Playground',
  );
  const messaging = vscode.notebooks.createRendererMessaging(lessonOutput.renderer);
  let runner: Promise<CellRunner> | undefined;
  const loadRunner = () => {
    runner ??= import('./cellRunner.ts').then(
      async ({ CellRunner }) =>
        new CellRunner({ store, races, controller, messaging, parts: await loadParts() }),
    );
    return runner;
  };
  controller.supportedLanguages = ['jsonc', ruleLanguage];
  controller.supportsExecutionOrder = true;
  controller.description = 'Runs experiments and optimizers in threads of this machine';
  controller.executeHandler = async (cells) => (await loadRunner()).run(cells);
  return vscode.Disposable.from(
    vscode.workspace.registerNotebookSerializer(lessonType, serializer, { transientOutputs: true }),
    controller,
    // From then on its cells can put something out.
    controller.onDidChangeSelectedNotebooks(async ({ notebook, selected }) => {
      if (selected) await (await loadRunner()).bringBack(notebook);
    }),
    vscode.window.onDidChangeNotebookEditorVisibleRanges(async ({ notebookEditor }) => {
      if (notebookEditor.notebook.notebookType !== lessonType) return;
      (await import('./foldExercises.ts')).foldExercises(notebookEditor.notebook);
    }),
    messaging.onDidReceiveMessage(async ({ message }) => (await runner)?.onMessage(message)),
    { dispose: () => void runner?.then((loaded) => loaded.dispose()) },
  );
}
