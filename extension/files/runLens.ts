import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';
import { experimentSelector, isExperiment } from './experimentDocuments.ts';

/** The words "Run experiment" above the first line of an experiment, saved or not. */
export function registerRunLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(experimentSelector, {
    provideCodeLenses: (document) =>
      isExperiment(document)
        ? [
            new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
              title: '$(play) Run experiment',
              command: commandIds.runFile,
              arguments: [document.uri],
            }),
          ]
        : [],
  });
}
