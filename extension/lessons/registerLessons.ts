/** Lessons in notebooks. Light: what reads and runs them is loaded with the first lesson. */
import * as vscode from 'vscode';
import type { RaceStore } from '../../core/race/store.ts';
import { lessonOutput, lessonType, ruleLanguage } from '../ids.ts';
import type { CellRunner, LessonRaces } from './cellRunner.ts';
import type { ExerciseParts } from './exercises.ts';

const load = () => import('./lessonNotebook.ts');

/**
 * @param races Starts and stops the races of cells.
 * @param parts What exercises need.
 */
export function registerLessons(
  store: RaceStore,
  races: () => Promise<LessonRaces>,
  parts: ExerciseParts,
): vscode.Disposable {
  const serializer: vscode.NotebookSerializer = {
    deserializeNotebook: async (bytes) => (await load()).notebookOf(bytes),
    serializeNotebook: async (data) => (await load()).bytesOf(data),
  };
  const controller = vscode.notebooks.createNotebookController(
    'optimizerPlayground.lesson',
    lessonType,
    'Optimizer Playground',
  );
  const messaging = vscode.notebooks.createRendererMessaging(lessonOutput.renderer);
  let runner: Promise<CellRunner> | undefined;
  const loadRunner = () => {
    runner ??= import('./cellRunner.ts').then(
      ({ CellRunner }) => new CellRunner({ store, races, controller, messaging, ...parts }),
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
    vscode.window.onDidChangeNotebookEditorVisibleRanges(async ({ notebookEditor }) => {
      if (notebookEditor.notebook.notebookType !== lessonType) return;
      (await import('./foldQuestions.ts')).foldQuestions(notebookEditor.notebook);
    }),
    messaging.onDidReceiveMessage(async ({ message, editor }) => {
      (await runner)?.onMessage(message);
      await (await import('./runAsked.ts')).runAsked(message, editor.notebook);
    }),
    { dispose: () => void runner?.then((loaded) => loaded.dispose()) },
  );
}
