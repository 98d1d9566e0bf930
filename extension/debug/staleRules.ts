/** A rule that is saved while it is debugged: what is replayed is the text of before, whose lines may be others. */
import * as vscode from 'vscode';
import type { LaunchArguments } from '../../core/debug/debugMessages.ts';
import { fileName } from '../../core/experiment/describe.ts';
import { showInformation } from '../shown/messages.ts';

const restart = 'Restart';

/** @param debugged What the open sessions debug. */
export function tellOfStaleRules(debugged: () => readonly LaunchArguments[]): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async (document) => {
    const place = document.uri.scheme === 'file' ? document.uri.fsPath : document.uri.toString();
    const runs = debugged().flatMap((launch) => launch.runs);
    const isStale = runs.some(
      ({ source, spec }) => source.path === place && spec.rule?.text !== document.getText(),
    );
    if (!isStale) return;
    const name = fileName(document.uri.path);
    const message = `${name} is debugged as it was before you saved it. Restart to debug it as it is now.`;
    if ((await showInformation(message, restart)) === restart)
      await vscode.commands.executeCommand('workbench.action.debug.restart');
  });
}
