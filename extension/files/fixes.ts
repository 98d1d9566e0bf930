import * as vscode from 'vscode';
import { type Suggestion, suggest } from '../../core/experiment/suggest.ts';
import { editOf } from '../../core/experiment/text/editOf.ts';
import { type Path, pathName, valueAt } from '../../core/fault.ts';
import { plain } from '../shown/plain.ts';
import { checkExperimentText } from './checkExperimentText.ts';
import { isExperiment } from './experimentDocuments.ts';

/** What was probably meant where an experiment is wrong. */
export async function provideFixes(
  document: vscode.TextDocument,
  at: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (!isExperiment(document)) return [];
  const text = document.getText();
  const read = await checkExperimentText(text, document.uri);
  return read.faults.flatMap(({ path, offset, length }) => {
    const marked = rangeIn(document, offset, length);
    const suggestion = path && marked.intersection(at) && suggest(read.value, path, read.rules);
    const edit = suggestion && editOf(text, read, path, suggestion);
    if (!edit) return [];
    const fix = new vscode.CodeAction(
      plain(titleOf(suggestion, read.value, path)),
      vscode.CodeActionKind.QuickFix,
    );
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(document.uri, rangeIn(document, edit.offset, edit.length), edit.text);
    fix.diagnostics = diagnostics.filter((each) => each.range.isEqual(marked));
    fix.isPreferred = true;
    return [fix];
  });
}

function titleOf(suggestion: Suggestion, value: unknown, path: Path): string {
  if (suggestion.kind === 'place') return `Move to ${pathName(suggestion.to.slice(0, -1))}`;
  if (suggestion.kind === 'fields') return `Change to ${suggestion.json}`;
  if (valueAt(value, path) === undefined) return `Add ${pathName(path.slice(-1))}: ${suggestion.json}`;
  return `Change to ${suggestion.json}`;
}

function rangeIn(document: vscode.TextDocument, offset: number, length: number): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
