import * as vscode from 'vscode';
import { checkText } from '../../core/experiment/text/checkText.ts';
import { plain } from '../shown/plain.ts';

/** What is wrong with an experiment, where it says so: the first of it, where that is much. */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  const { faults } = checkText(document.getText());
  return faults.map(({ message, offset, length }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const diagnostic = new vscode.Diagnostic(range, plain(message));
    diagnostic.source = 'Optimizer Playground';
    return diagnostic;
  });
}
