import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { cellOfDocument } from '../lessons/lessonCells.ts';
import { isExperiment } from './experimentDocuments.ts';

/** The words "Run experiment" and "Debug" above the first line of an experiment, saved or not; where it has a map, "Map", too. */
export function provideRunLens(document: vscode.TextDocument): vscode.CodeLens[] {
  // A cell has a button of its own.
  if (!isExperiment(document) || cellOfDocument(document)) return [];
  const lens = (title: string, command: string) =>
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command, arguments: [document.uri] });
  return [
    lens('$(play) Run experiment', commandIds.runFile),
    lens('$(debug-alt) Debug', commandIds.debugFile),
    ...(/"compare"\s*:/.test(document.getText())
      ? [lens('$(law) Compare Fairly', commandIds.compareFairly)]
      : []),
    ...(/"map"\s*:/.test(document.getText()) ? [lens('$(symbol-color) Map', commandIds.mapFile)] : []),
  ];
}
