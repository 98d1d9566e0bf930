import * as vscode from 'vscode';
import { plainMarkdown } from './plain.ts';

/** A hover with a title in bold and lines below it, none of which is read as Markdown. */
export function plainHover(title: string, lines: readonly string[], range: vscode.Range): vscode.Hover {
  const paragraphs = [`**${plainMarkdown(title)}**`, ...lines.map(plainMarkdown)];
  return new vscode.Hover(new vscode.MarkdownString(paragraphs.join('\n\n')), range);
}
