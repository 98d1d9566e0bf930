/** Running cells where the person isn't at VS Code's own buttons for it, or where these would ask for trust first. */
import * as vscode from 'vscode';
import { extensionId, lessonOutput, lessonType } from '../ids.ts';

type Run = (cells: readonly vscode.NotebookCell[]) => Promise<void>;

/**
 * A button below a question, or in the place of a map, which knows its id and number, or below an answer, which knows the
 * cell's URI: runs the cell.
 * @param message Of the renderer, in which whatever is shown may speak.
 */
export async function runAsked(message: unknown, editor: vscode.NotebookEditor, run: Run): Promise<void> {
  if (typeof message !== 'object' || message === null || Reflect.get(message, 'type') !== 'run') return;
  const [id, index, uri]: unknown[] = ['id', 'index', 'cell'].map((name) => Reflect.get(message, name));
  const asking = editor.notebook
    .getCells()
    .filter(
      ({ metadata: { kind }, outputs }) => kind === 'predict' || kind === 'exercise' || isAsked(outputs),
    );
  const cell =
    asking.find(({ document }) => document.uri.toString() === uri) ??
    asking.find(({ metadata }) => typeof id === 'string' && metadata['id'] === id) ??
    asking.find((each) => id === null && each.index === index);
  if (cell) await runIn(editor, [cell], run);
}

/** Whether a cell has a button in the place of its map. */
function isAsked(outputs: vscode.NotebookCell['outputs']): boolean {
  return outputs.some(({ metadata }) => metadata?.['type'] === 'question');
}

/** @param cell What the command was given by a cell's menu. Default: the cells that are selected. */
export async function runSelected(cell: unknown, run: Run): Promise<void> {
  const editor = vscode.window.activeNotebookEditor;
  if (editor?.notebook.notebookType !== lessonType) return;
  const cells = editor.notebook.getCells();
  const given = cells.filter((each) => each === cell);
  const selected = editor.selections.flatMap(({ start, end }) => cells.slice(start, end));
  const meant = given.length > 0 ? given : selected;
  await runIn(
    editor,
    meant.filter(({ kind }) => kind === vscode.NotebookCellKind.Code),
    run,
  );
}

/**
 * A lesson's cells are experiments and rules, which can do no harm. VS Code's own command asks for trust in a folder, whatever
 * cells say: there they are run without it.
 */
async function runIn(
  editor: vscode.NotebookEditor,
  cells: readonly vscode.NotebookCell[],
  run: Run,
): Promise<void> {
  const { notebook } = editor;
  if (vscode.workspace.isTrusted) {
    const ranges = cells.map(({ index }) => ({ start: index, end: index + 1 }));
    await vscode.commands.executeCommand('notebook.cell.execute', { ranges, document: notebook.uri });
    return;
  }
  // Only what runs a notebook's cells may put anything out below them.
  const runner = { notebookEditor: editor, id: lessonOutput.renderer, extension: extensionId };
  await vscode.commands.executeCommand('notebook.selectKernel', runner);
  await run(cells);
}
