import * as vscode from 'vscode';
import { type CommandId, commandIds } from '../ids.ts';

/** Registers the commands by their ids alone: what they do is loaded with the first that runs. */
export function registerCommands(
  run: (id: CommandId, argument: unknown) => Promise<void>,
): vscode.Disposable[] {
  return Object.values(commandIds).map((id) =>
    vscode.commands.registerCommand(id, (argument: unknown) => run(id, argument)),
  );
}
