import * as vscode from 'vscode';
import { type CommandId, commandIds } from '../ids.ts';

/** Registers the commands by their ids alone: what they do is loaded with the first that runs. */
export function registerCommands(
  run: (id: CommandId, ...values: unknown[]) => Promise<void>,
): vscode.Disposable[] {
  return Object.values(commandIds).map((id) =>
    vscode.commands.registerCommand(id, (...values: unknown[]) => run(id, ...values)),
  );
}
