import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, raceOf, until, writeFile } from './extension.ts';

const experiment = {
  problem: { data: 'spirals', hidden: [4] },
  optimizers: [{ optimizer: 'sgd' }],
  lr: [0.01],
  epochs: 2,
};

/** What a terminal of the window has of an environment variable. */
async function inTerminal(variable: string): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
  const file = vscode.Uri.joinPath(folder, 'told.txt');
  const program = `require('fs').writeFileSync(${JSON.stringify(file.fsPath)}, process.env.${variable} ?? '')`;
  const { ProcessExecution, Task, TaskScope } = vscode;
  const execution = new ProcessExecution(process.execPath, ['-e', program]);
  const task = new Task({ type: 'process' }, TaskScope.Workspace, 'tell', 'test', execution);
  let ended = false;
  const subscription = vscode.tasks.onDidEndTaskProcess((event) => {
    ended ||= event.execution.task.name === 'tell';
  });
  await vscode.tasks.executeTask(task);
  await until(() => ended, 'the task ends');
  subscription.dispose();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

describe('the command line', () => {
  let api: Api;
  before(async () => {
    api = await activateExtension();
  });

  it('is told in terminals of the window where its races are', async () => {
    const uri = await writeFile('told.experiment.json', experiment);
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    const race = raceOf(api);
    await until(() => race.phase === 'ended', 'the race ends');
    const folder = await inTerminal('OPTIMIZER_PLAYGROUND_LIBRARY');
    const names = await vscode.workspace.fs.readDirectory(vscode.Uri.file(folder));
    assert.ok(names.some(([name]) => name === `${race.id}.race`));
  });
});
