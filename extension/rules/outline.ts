/** The parts of an optimizer, as lists and as what can be folded. */
import * as vscode from 'vscode';
import { foldsOf } from '../../core/rule/language/folding.ts';
import { type OutlineItem, outlineOf } from '../../core/rule/language/outline.ts';
import { plain } from '../shown/plain.ts';
import { rangeOf } from './places.ts';

export function provideSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  return outlineOf(document.getText()).map((item) => symbolOf(document, item));
}

function symbolOf(document: vscode.TextDocument, item: OutlineItem): vscode.DocumentSymbol {
  const { kind, name, detail, at, nameAt, children } = item;
  // VS Code refuses a symbol without a name.
  const shown = plain(name).trim() || kind;
  const [range, selection] = [rangeOf(document, at), rangeOf(document, nameAt)];
  const symbol = new vscode.DocumentSymbol(shown, plain(detail), kindOf(kind), range, selection);
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}

function kindOf(kind: OutlineItem['kind']): vscode.SymbolKind {
  const { Class, Constant, Enum, Field, Method, Variable } = vscode.SymbolKind;
  const kinds = { name: Class, hyperparameter: Constant, option: Enum, state: Field, scalar: Field };
  return { ...kinds, update: Method, local: Variable }[kind];
}

export function provideFolds(document: vscode.TextDocument): vscode.FoldingRange[] {
  return foldsOf(document.getText()).map(({ first, last, kind }) => {
    const comment = kind === 'comment' ? vscode.FoldingRangeKind.Comment : undefined;
    return new vscode.FoldingRange(first, last, comment);
  });
}
