import type * as vscode from 'vscode';
import { formatEdits } from '../../core/rule/language/format/format.ts';
import { editOf } from './places.ts';

/** The edits that lay an optimizer out as those that ship are. */
export function provideFormatting(document: vscode.TextDocument): vscode.TextEdit[] {
  return formatEdits(document.getText()).map((edit) => editOf(document, edit));
}
