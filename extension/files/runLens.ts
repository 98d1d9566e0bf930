import * as vscode from 'vscode';
import { commandIds } from '../ids.ts';

/** The words "Run experiment" above the first line of an `.experiment.json` file. */
export function registerRunLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { pattern: '**/*.experiment.json' },
    {
      provideCodeLenses: (document) => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
          title: '$(play) Run experiment',
          command: commandIds.runFile,
          arguments: [document.uri],
        }),
      ],
    },
  );
}
