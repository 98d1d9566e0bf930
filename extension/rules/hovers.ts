import type * as vscode from 'vscode';
import { hoverAt } from '../../core/rule/language/hover.ts';
import { plainHover } from '../shown/hover.ts';
import { rangeOf } from './places.ts';

/** What stands at a place of an optimizer, explained, with its line as on paper. */
export function provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
  const found = hoverAt(document.getText(), document.offsetAt(position));
  return found && plainHover(found.title, found.lines, rangeOf(document, found.at));
}
