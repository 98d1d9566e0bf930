/** Lessons in notebooks. Light: what reads and runs them is loaded with the first lesson. */
import * as vscode from 'vscode';
import type { RaceStore } from '../../core/race/store.ts';
import { lessonController, lessonOutput, lessonType, ruleLanguage, runCellId } from '../ids.ts';
import type { CellRunner, CellRunnerParts, LessonRaces } from './cellRunner.ts';
import { isLessonText } from './lessonCells.ts';

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
  const run = async (cells: readonly vscode.NotebookCell[]) => (await loadRunner()).run(cells);
  controller.executeHandler = run;
  return vscode.Disposable.from(
    vscode.workspace.registerNotebookSerializer(lessonType, serializer, { transientOutputs: true }),
    controller,
    // From then on its cells can put something out.
    controller.onDidChangeSelectedNotebooks(async ({ notebook, selected }) => {
      if (selected) await (await loadRunner()).bringBack(notebook);
    }),
    vscode.window.onDidChangeNotebookEditorVisibleRanges(async ({ notebookEditor }) => {
      if (notebookEditor.notebook.notebookType !== lessonType) return;
      (await import('./foldQuestions.ts')).foldQuestions(notebookEditor.notebook);
    }),
    messaging.onDidReceiveMessage(async ({ message, editor }) => {
      (await runner)?.onMessage(message);
      await (await import('./runCells.ts')).runAsked(message, editor, run);
    }),
    markWhenOpen(async () => (await loadParts()).backend()),
    vscode.commands.registerCommand(runCellId, async (cell: unknown) =>
      (await import('./runCells.ts')).runSelected(cell, run),
    ),
    { dispose: () => void runner?.then((loaded) => loaded.dispose()) },
  );
}

/** What marks lessons is loaded with the first that is open. */
function markWhenOpen(backend: CellRunnerParts['parts']['backend']): vscode.Disposable {
  const { workspace } = vscode;
  let marks: Promise<vscode.Disposable> | undefined;
  const mark = () => {
    opened.dispose();
    marks ??= import('./lessonMarks.ts').then(({ markLessons }) => markLessons(backend));
  };
  const onText = (document: vscode.TextDocument) => {
    if (isLessonText(document)) mark();
  };
  const onNotebook = ({ notebookType }: vscode.NotebookDocument) => {
    if (notebookType === lessonType) mark();
  };
  const opened = vscode.Disposable.from(
    workspace.onDidOpenTextDocument(onText),
    workspace.onDidOpenNotebookDocument(onNotebook),
  );
  workspace.textDocuments.forEach(onText);
  workspace.notebookDocuments.forEach(onNotebook);
  return { dispose: () => (marks ? void marks.then((loaded) => loaded.dispose()) : opened.dispose()) };
}
