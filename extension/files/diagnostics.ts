import * as vscode from 'vscode';
import { checkText } from '../../core/experiment/text/checkText.ts';
import { plain } from '../shown/plain.ts';

/**
 * What is wrong with an experiment, where it says so: the first of it, where that is much. What is no JSON is left to VS
 * Code's JSON support, whose marks can't be switched off for some files alone.
 */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  const { faults } = checkText(document.getText());
  const isChecked = isCheckedAsJson(document);
  const own = faults.filter(({ isOfJson = false }) => !(isOfJson && isChecked));
  return own.map(({ message, offset, length }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const diagnostic = new vscode.Diagnostic(range, plain(message));
    diagnostic.source = 'Optimizer Playground';
    return diagnostic;
  });
}

function isCheckedAsJson({ languageId }: vscode.TextDocument): boolean {
  const isThere = vscode.extensions.getExtension('vscode.json-language-features') !== undefined;
  const isOff = vscode.workspace.getConfiguration('json').get('validate.enable') === false;
  return isThere && !isOff && /^jsonc?$/.test(languageId);
}
