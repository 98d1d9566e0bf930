import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { cellOfDocument } from '../lessons/lessonCells.ts';
import { isExperiment } from './experimentDocuments.ts';

/** The words "Run experiment" above the first line of an experiment, saved or not; where it has a map, "Map", too. */
export function provideRunLens(document: vscode.TextDocument): vscode.CodeLens[] {
  // A cell has a button of its own.
  if (!isExperiment(document) || cellOfDocument(document)) return [];
  const at = new vscode.Range(0, 0, 0, 0);
  const command = { title: '$(play) Run experiment', command: commandIds.runFile, arguments: [document.uri] };
  const run = new vscode.CodeLens(at, command);
  if (!/"map"\s*:/.test(document.getText())) return [run];
  const map = { title: '$(symbol-color) Map', command: commandIds.mapFile, arguments: [document.uri] };
  return [run, new vscode.CodeLens(at, map)];
}
