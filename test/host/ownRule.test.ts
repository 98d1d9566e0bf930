import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { texts } from '../../core/optimizers/texts.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, firstRunOf, raceOf, recorded, until, writeFile } from './extension.ts';

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
        // How often a run is evaluated depends on how long that takes.
        return { losses, path, evaluation: evaluations.at(-1), stepsDone, loss, best };
      });
      assert.ok(own && own.losses.length > 10);
      assert.deepEqual(own, shipped);
    });

  it('begins its race anew when it is saved, with the curve from before', async () => {
    const uri = await writeFile('lab/saved.experiment.json', {
      problem: { surface: 'valley' },
      optimizers: [{ optimizer: '../rules/saved.optimizer' }],
      lr: [0.01],
    });
    const rule = await writeFile('rules/saved.optimizer', texts.sgd);
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    const race = raceOf(api);
    await until(() => firstRunOf(race).record.length > 0, 'the race has begun');
    // As long as the test needs it.
    await vscode.commands.executeCommand(commandIds.pauseOrResume);
    assert.equal(race.phase, 'paused');
    const document = await vscode.workspace.openTextDocument(rule);
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('lr * g');
    edit.replace(rule, new vscode.Range(document.positionAt(at), document.positionAt(at + 6)), 'g * lr');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await until(() => raceOf(api) !== race, 'another race is there');
    const again = raceOf(api);
    assert.equal(race.phase, 'ended');
    assert.equal(firstRunOf(again).before, firstRunOf(race).record);
    await until(() => again.phase === 'ended', 'it has ended');
    assert.deepEqual(recorded(firstRunOf(again)).status, { kind: 'finished' });
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
