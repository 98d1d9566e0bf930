import * as vscode from 'vscode';
import { checkText } from '../../core/experiment/text/checkText.ts';
import { plain } from '../shown/plain.ts';

/** More marks than these help nobody, and cost the window time. */
const mostMarks = 50;

/** What is wrong with an experiment, where it says so. */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  const { faults } = checkText(document.getText());
  return faults.slice(0, mostMarks).map(({ message, offset, length }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const diagnostic = new vscode.Diagnostic(range, plain(message));
    diagnostic.source = 'Optimizer Playground';
    return diagnostic;
  });
}
