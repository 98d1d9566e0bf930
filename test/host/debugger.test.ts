import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { activateExtension, until, writeFile } from './extension.ts';

const rule = `name "Heavy"
lr = 0.01 in (0, 1]
beta = 0.9 in [0, 1)
state m
update
  m = beta * m + g
  p = p - lr * m
`;


describe('the debugger', () => {
  let messages: DebugProtocol.ProtocolMessage[] = [];
  let tracker: vscode.Disposable;

  before(async () => {
    await activateExtension();
    tracker = vscode.debug.registerDebugAdapterTrackerFactory('optimizer', {
      createDebugAdapterTracker: () => ({
        onDidSendMessage: (message) => messages.push(message),
        onWillReceiveMessage: (message) => messages.push(message),
      }),
    });
  });
  after(() => tracker.dispose());

  it('begins by F5', async () => {
    const uri = await writeFile('heavy.optimizer', rule);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    void vscode.commands.executeCommand('workbench.action.debug.start');
    await until(
      () => vscode.debug.activeStackItem instanceof vscode.DebugStackFrame,
      'stopped',
      10_000,
    ).catch((e) => console.log(`  ${e}`));
    console.log(`  ${JSON.stringify(messages).slice(0, 6000)}`);
    console.log(`  ${JSON.stringify(vscode.window.activeTextEditor?.document.uri)}`);
    const ended = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    await vscode.debug.stopDebugging(vscode.debug.activeDebugSession);
    await ended;
    messages = [];
    await vscode.commands.executeCommand(
      'optimizerPlayground.debugRule',
      vscode.Uri.parse('optimizer-rule:/adam.optimizer'),
    );
    await until(
      () => vscode.debug.activeStackItem instanceof vscode.DebugStackFrame,
      'stopped',
      10_000,
    ).catch((e) => console.log(`  ${e}`));
    console.log(`  ${JSON.stringify(messages).slice(0, 6000)}`);
    console.log(
      '  ' +
        JSON.stringify(vscode.window.activeTextEditor?.document.uri) +
        vscode.window.activeTextEditor?.document.languageId,
    );
    const e2 = new Promise((resolve) => vscode.debug.onDidTerminateDebugSession(resolve));
    await vscode.debug.stopDebugging(vscode.debug.activeDebugSession);
    await e2;
  });
});
