/** Hints and solutions stand in the text of exercises, which is folded to its first line when its lesson is shown first. */
import * as vscode from 'vscode';
import { lessonType } from '../ids.ts';

const folded = new WeakSet<vscode.NotebookDocument>();

export function foldExercises(editors: readonly vscode.NotebookEditor[]): void {
  for (const { notebook } of editors) {
    if (notebook.notebookType !== lessonType || folded.has(notebook)) continue;
    folded.add(notebook);
    const exercises = notebook.getCells().filter(({ metadata }) => metadata['kind'] === 'exercise');
    if (exercises.length === 0) continue;
    const ranges = exercises.map(({ index }) => ({ start: index, end: index + 1 }));
    void vscode.commands.executeCommand('notebook.cell.collapseCellInput', {
      ranges,
      document: notebook.uri,
    });
  }
}
