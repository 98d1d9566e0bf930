/** Answers, hints and solutions stand in the text of questions, which is folded to its first line when its lesson is shown first. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { log } from '../log.ts';

const folded = new WeakSet<vscode.NotebookDocument>();

/** @param notebook A lesson whose cells have been laid out: before, VS Code folds none. */
export function foldQuestions(notebook: vscode.NotebookDocument): void {
  if (folded.has(notebook)) return;
  folded.add(notebook);
  // What can't be read has nothing below it, and is to be mended.
  const asking = notebook
    .getCells()
    .filter(({ metadata: { kind }, outputs }) => isQuestion(kind) && outputs.length > 0);
  if (asking.length === 0) return;
  const ranges = asking.map(({ index }) => ({ start: index, end: index + 1 }));
  const folding = vscode.commands.executeCommand('notebook.cell.collapseCellInput', {
    ranges,
    document: notebook.uri,
  });
  folding.then(undefined, (error: unknown) => log.error(messageOf(error)));
}

function isQuestion(kind: unknown): boolean {
  return kind === 'exercise' || kind === 'predict';
}
