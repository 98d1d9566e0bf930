/**
 * Offers whole experiments where nothing but words is written yet. VS Code's JSON support, which completes all else by the schema, would
 * put a snippet in the place of the last word alone; what is typed of a name here may have several.
 */
import * as vscode from 'vscode';
import { snippetLines } from '../../core/experiment/text/snippets.ts';
import { experimentSnippets } from '../../core/experiment/text/wholeSnippets.ts';
import { isExperiment } from './experimentDocuments.ts';

/** Longer texts are no beginning of a name. */
const longestText = 200;

export function provideWholeExperiments(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] {
  if (!isExperiment(document) || document.offsetAt(position) > longestText) return [];
  if (!/^\ufeff?[\w\s]*$/.test(document.getText())) return [];
  const { text, range: line } = document.lineAt(position);
  const range = line.with(position.with({ character: text.search(/\S|$/) }), position);
  return experimentSnippets.map(({ label, description, body }, index) => {
    const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Snippet);
    item.documentation = description;
    item.insertText = new vscode.SnippetString(snippetLines(body));
    item.range = range;
    // In the order of the table.
    item.sortText = String(index);
    return item;
  });
}
