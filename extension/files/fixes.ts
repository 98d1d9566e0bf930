import * as vscode from 'vscode';
import { checkText } from '../../core/experiment/text/checkText.ts';
import { rangeOf } from '../../core/experiment/text/rangeOf.ts';
import { suggest } from '../../core/experiment/text/suggest.ts';
import { plain } from '../shown/plain.ts';
import { isExperiment } from './experimentDocuments.ts';

/** What was probably meant where an experiment is wrong. */
export function provideFixes(
  document: vscode.TextDocument,
  at: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  if (!isExperiment(document)) return [];
  const text = document.getText();
  const { root, value, faults } = checkText(text);
  return faults.flatMap(({ path, offset, length }) => {
    const marked = rangeIn(document, offset, length);
    const suggestion = path && marked.intersection(at) && suggest(value, path);
    if (!suggestion) return [];
    const place = rangeOf(text, root, path, suggestion.isName);
    const fix = new vscode.CodeAction(plain(`Change to ${suggestion.json}`), vscode.CodeActionKind.QuickFix);
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(document.uri, rangeIn(document, place.offset, place.length), suggestion.json);
    fix.diagnostics = diagnostics.filter((each) => each.range.isEqual(marked));
    fix.isPreferred = true;
    return [fix];
  });
}

function rangeIn(document: vscode.TextDocument, offset: number, length: number): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
