import * as vscode from 'vscode';
import { wholeRule } from '../../core/rule/language/completion/snippets.ts';
import { commandIds } from '../ids.ts';
import { cellOfDocument } from '../lessons/lessonCells.ts';

/** What can be done with an optimizer, above its name. */
export function provideRuleLens(document: vscode.TextDocument): vscode.CodeLens[] {
  // A cell has a button of its own.
  if (cellOfDocument(document)) return [];
  // What can't be written is not a person's own.
  const isWritten = vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== false;
  if (isWritten && document.getText().trim() === '') return [emptyLens()];
  const line = nameLine(document);
  const range = new vscode.Range(line, 0, line, 0);
  const lens = (title: string, command: string) =>
    new vscode.CodeLens(range, { title, command, arguments: [document.uri] });
  return [
    ...(isWritten ? [lens('$(play) Race against Adam', commandIds.raceRule)] : []),
    lens('$(debug-alt) Debug', commandIds.debugRule),
    ...(isWritten ? [lens('$(beaker) Check', commandIds.checkRule)] : []),
    lens('$(code) Show code', commandIds.showCode),
    lens('$(symbol-operator) Show formulas', commandIds.showFormulas),
  ];
}

/** A text without anything in it gets a rule to begin with, whose places are filled in one after the other. */
function emptyLens(): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
    title: '$(add) Insert a rule to begin with',
    command: 'editor.action.insertSnippet',
    arguments: [{ snippet: wholeRule.text }],
  });
}

/** Of the line `name "…"`, counted from 0; the first where there is none yet. */
function nameLine(document: vscode.TextDocument): number {
  const lines = document.getText().split('\n');
  return Math.max(
    0,
    lines.findIndex((line) => /^name\b/.test(line)),
  );
}
