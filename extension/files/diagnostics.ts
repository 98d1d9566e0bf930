import * as vscode from 'vscode';
import type { TextFault } from '../../core/experiment/text/textFault.ts';
import type { RelatedPlace } from '../../core/fault.ts';
import { plain } from '../shown/plain.ts';
import { checkExperimentText } from './checkExperimentText.ts';
import { isClaim } from './experimentDocuments.ts';

/**
 * What is wrong with an experiment or a claim, where it says so: the first of it, where that is much. What is no JSON is left to VS
 * Code's JSON support, whose marks can't be switched off for some files alone.
 */
export async function diagnosticsOf(document: vscode.TextDocument): Promise<vscode.Diagnostic[]> {
  const faults = await faultsOf(document);
  const isChecked = isCheckedAsJson(document);
  const own = faults.filter(({ isOfJson = false }) => !(isOfJson && isChecked));
  return own.map(({ message, offset, length, related }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const diagnostic = new vscode.Diagnostic(range, plain(message));
    diagnostic.source = 'Optimizer Playground';
    if (related) diagnostic.relatedInformation = related.map(relatedInformation);
    return diagnostic;
  });
}

/** Claims are told apart by their names; what reads them is loaded with the first. */
async function faultsOf(document: vscode.TextDocument): Promise<readonly TextFault[]> {
  const text = document.getText();
  if (!isClaim(document)) return (await checkExperimentText(text, document.uri)).faults;
  const { parseClaim } = await import('../../core/claims/parseClaim.ts');
  return parseClaim(text).faults;
}

/** A way to the place in the rule. */
function relatedInformation({ place, line, column, length, message }: RelatedPlace) {
  const range = new vscode.Range(line - 1, column - 1, line - 1, column - 1 + length);
  const location = new vscode.Location(vscode.Uri.parse(place), range);
  return new vscode.DiagnosticRelatedInformation(location, plain(message));
}

/** Whether VS Code's JSON support marks what is no JSON. */
export function isCheckedAsJson({ languageId }: vscode.TextDocument): boolean {
  const isThere = vscode.extensions.getExtension('vscode.json-language-features') !== undefined;
  const isOff = vscode.workspace.getConfiguration('json').get('validate.enable') === false;
  return isThere && !isOff && /^jsonc?$/.test(languageId);
}
