/** Numbers at the ends of the lines that have been computed in this step. */
import * as vscode from 'vscode';
import type { DebugSessions } from './debugSessions.ts';

export async function inlineValues(
  document: vscode.TextDocument,
  { start, end }: vscode.Range,
  sessions: DebugSessions,
): Promise<vscode.InlineValue[]> {
  const { active } = sessions;
  if (!active) return [];
  const { lines } = await active.link.request('optimizer.lineValues', { threadId: active.threadId });
  return lines
    .map(({ line, text }) => ({ line: line - 1, text }))
    .filter(({ line }) => line >= start.line && line <= end.line && line < document.lineCount)
    .map(({ line, text }) => new vscode.InlineValueText(document.lineAt(line).range, text));
}
