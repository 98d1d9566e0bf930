import * as vscode from 'vscode';
import { lineOfRow } from '../../node/data/lineOfRow.ts';

/** Shows a CSV file in an editor, with one of its rows selected. */
export async function openRow(file: string, row: number): Promise<void> {
  const line = (await lineOfRow(file, row)) - 1;
  const selection = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), { selection });
}
