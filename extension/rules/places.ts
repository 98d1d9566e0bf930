import * as vscode from 'vscode';
import type { Piece, TextEdit } from '../../core/rule/language/source.ts';

/** A piece of a text, counted by offsets, as lines and columns. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Piece): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

export function editOf(document: vscode.TextDocument, edit: TextEdit): vscode.TextEdit {
  return vscode.TextEdit.replace(rangeOf(document, edit), edit.text);
}

/** An edit of one document. */
export function workspaceEditOf(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const each of edits) edit.replace(document.uri, rangeOf(document, each), each.text);
  return edit;
}
