import * as vscode from 'vscode';

/** The output channel "Optimizer Playground". */
export const log = vscode.window.createOutputChannel('Optimizer Playground', { log: true });

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
