import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { texts } from '../../core/optimizers/texts.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, raceOf, recorded, until, writeFile } from './extension.ts';

describe('a rule of one’s own', () => {
  let api: Api;

  before(async () => {
    api = await activateExtension();
    await writeFile('rules/mine.optimizer', texts.adam);
  });

  for (const [where, problem] of [
    ['on a surface', { problem: { surface: 'rosenbrock' }, steps: 300 }],
    ['on data', { problem: { data: 'spirals', hidden: [8] }, batch_size: [50], epochs: 3 }],
  ] as const)
    it(`that is a copy of Adam races against Adam ${where}, and gives the same numbers, bit for bit`, async () => {
      const uri = await writeFile('lab/own.experiment.json', {
        ...problem,
        optimizers: ['../rules/mine.optimizer', 'adam'].map((optimizer) => ({ optimizer })),
        lr: [0.01],
        schedule: { name: 'ExponentialLR', gamma: 0.999 },
      });
      await vscode.commands.executeCommand(commandIds.runFile, uri);
      const race = raceOf(api);
      await until(() => race.phase === 'ended', 'the race ends');
      assert.deepEqual(
        race.runs.map(({ name }) => name),
        ['Adam (../rules/mine.optimizer)', 'Adam'],
      );
      const [own, shipped] = race.runs.map((run) => {
        const { losses, path, evaluations, stepsDone, loss, best } = recorded(run);
        return { losses, path, evaluations, stepsDone, loss, best };
      });
      assert.ok(own && own.losses.length > 10);
      assert.deepEqual(own, shipped);
    });

  it('is completed and followed from its path in the experiment', async () => {
    const uri = await writeFile('lab/own.experiment.json', {
      optimizers: [{ optimizer: '../rules/mine.optimizer' }],
    });
    const document = await vscode.workspace.openTextDocument(uri);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uri,
    );
    assert.deepEqual(
      links.map(({ target }) => target?.path.split('/').slice(-2).join('/')),
      ['rules/mine.optimizer'],
    );
    const at = document.positionAt(document.getText().indexOf('../rules'));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      at,
    );
    assert.ok(items.some(({ label, detail }) => label === '"../rules/mine.optimizer"' && detail === 'Adam'));
  });
});
