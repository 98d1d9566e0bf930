import * as vscode from 'vscode';
import { fixesAt } from '../../core/rule/language/fixes/fixes.ts';
import { plain } from '../shown/plain.ts';
import { rangeOf, workspaceEditOf } from './places.ts';

/** What may mend an optimizer where it is marked. */
export function provideFixes(
  document: vscode.TextDocument,
  at: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const piece = { start: document.offsetAt(at.start), end: document.offsetAt(at.end) };
  return fixesAt(document.getText(), piece).map(({ title, mark, edits, isPreferred }) => {
    const marked = rangeOf(document, mark.at);
    const fix = new vscode.CodeAction(plain(title), vscode.CodeActionKind.QuickFix);
    fix.edit = workspaceEditOf(document, edits);
    fix.diagnostics = diagnostics.filter(({ range, code }) => code === mark.code && range.isEqual(marked));
    fix.isPreferred = isPreferred;
    return fix;
  });
}
