/** Hints and solutions stand in the text of exercises, which is folded to its first line when its lesson is shown first. */
import * as vscode from 'vscode';

const folded = new WeakSet<vscode.NotebookDocument>();

/** @param notebook A lesson whose cells have been laid out: before, VS Code folds none. */
export function foldExercises(notebook: vscode.NotebookDocument): void {
  if (folded.has(notebook)) return;
  folded.add(notebook);
  const exercises = notebook.getCells().filter(({ metadata }) => metadata['kind'] === 'exercise');
  if (exercises.length === 0) return;
  const ranges = exercises.map(({ index }) => ({ start: index, end: index + 1 }));
  void vscode.commands.executeCommand('notebook.cell.collapseCellInput', {
    ranges,
    document: notebook.uri,
  });
}
