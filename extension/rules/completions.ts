import * as vscode from 'vscode';
import { type Completion, completionsAt } from '../../core/rule/language/completion/completions.ts';
import { plain } from '../shown/plain.ts';
import { rangeOf } from './places.ts';

/** What can be written at a place of an optimizer. */
export function provideCompletions(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] {
  const kinds = kindsOfItems();
  return completionsAt(document.getText(), document.offsetAt(position)).map((completion, index) => {
    const { label, kind, detail, about, snippet, inserting, replacing } = completion;
    // Of all rows the label is shown, with its description; the detail is shown of the chosen one alone.
    const row = { label: plain(label), description: plain(detail) };
    const item = new vscode.CompletionItem(row, kinds[kind]);
    // A string, which no widget reads as Markdown.
    item.documentation = about.split('\n').map(plain).join('\n');
    item.insertText = new vscode.SnippetString(snippet);
    item.range = { inserting: rangeOf(document, inserting), replacing: rangeOf(document, replacing) };
    item.sortText = String(index).padStart(4, '0');
    return item;
  });
}

function kindsOfItems(): Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> {
  const {
    Constant,
    Enum,
    EnumMember,
    Field,
    Function: Call,
    Keyword,
    Snippet,
    Variable,
  } = vscode.CompletionItemKind;
  return {
    ...{ parameter: Variable, gradient: Variable, step: Variable, local: Variable },
    ...{ hyperparameter: Constant, option: Enum, choice: EnumMember, state: Field, scalar: Field },
    ...{ function: Call, keyword: Keyword, declaration: Snippet, formula: Snippet },
  };
}
