import type * as vscode from 'vscode';
import { renamableAt, renameAt } from '../../core/rule/language/rename.ts';
import { plain } from '../shown/plain.ts';
import { rangeOf, workspaceEditOf } from './places.ts';

/** What would be renamed. Throws, in words for the person, where nothing can be. */
export function prepareRename(document: vscode.TextDocument, position: vscode.Position): vscode.Range {
  const found = renamableAt(document.getText(), document.offsetAt(position));
  if ('refusal' in found) throw new Error(plain(found.refusal));
  return rangeOf(document, found.at);
}

/** Throws, in words for the person, where the name can't be had. */
export function provideRename(
  document: vscode.TextDocument,
  position: vscode.Position,
  name: string,
): vscode.WorkspaceEdit {
  const found = renameAt(document.getText(), document.offsetAt(position), name);
  if ('refusal' in found) throw new Error(plain(found.refusal));
  return workspaceEditOf(document, found.edits);
}
