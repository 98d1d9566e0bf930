import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, raceOf, recorded, until, writeFile } from './extension.ts';

const experiment = {
  problem: { data: 'spirals', hidden: [4] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [50, 'full'],
  epochs: 3,
};

describe('an experiment file', () => {
  let api: Api;
  const { window } = vscode;
  const { showErrorMessage } = window;
  const shown: string[] = [];

  before(async () => {
    api = await activateExtension();
    // Shown for real, a message would wait for someone to close it.
    Object.assign(window, {
      showErrorMessage: async (message: string) => {
        shown.push(message);
      },
    });
  });

  after(() => {
    Object.assign(window, { showErrorMessage });
  });

  beforeEach(() => {
    shown.length = 0;
  });

  it('is trained to its end', async () => {
    const uri = await writeFile('small.experiment.json', experiment);
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    const race = raceOf(api);
    assert.equal(race.title, 'Two spirals, 2-4-2 network · SGD, Adam · batch 50, full · lr 0.01');
    await until(() => race.phase === 'ended', 'the race ends');
    assert.deepEqual(
      race.runs
        .map(recorded)
        .map(({ status, losses, evaluations }) => [status.kind, losses.length, evaluations.at(-1)?.step]),
      [
        ['finished', 25, 24],
        ['finished', 4, 3],
        ['finished', 25, 24],
        ['finished', 4, 3],
      ],
    );
    assert.deepEqual(shown, []);
  });

  it('runs as it is on the disk, however lately it was changed, or as it is in the editor', async () => {
    const runIts = async (uri: vscode.Uri) => {
      await vscode.commands.executeCommand(commandIds.runFile, uri);
      return raceOf(api).experiment.epochs;
    };
    let uri = await writeFile('changed.experiment.json', experiment);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(await runIts(uri), 3);
    uri = await writeFile('changed.experiment.json', { ...experiment, epochs: 4 });
    assert.equal(await runIts(uri), 4);

    await until(() => document.getText().includes('"epochs":4'), 'the editor follows the file');
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('"epochs":4'));
    edit.replace(uri, new vscode.Range(at, at.translate(0, 10)), '"epochs":5');
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.isDirty);
    assert.equal(await runIts(uri), 5);
    await document.save();
  });

  it('gives the same numbers every time', async () => {
    const losses = [];
    for (const name of ['one.experiment.json', 'two.experiment.json']) {
      const uri = await writeFile(name, { ...experiment, problem: { data: 'digits' }, batch_size: [200] });
      await vscode.commands.executeCommand(commandIds.runFile, uri);
      const race = raceOf(api);
      await until(() => race.phase === 'ended', 'the race ends');
      losses.push(race.runs.map((run) => recorded(run).losses));
    }
    assert.deepEqual(losses[0], losses[1]);
    assert.ok(losses[0]?.every((each) => each.length === 28));
  });

  for (const [what, name, content, message] of [
    [
      'a wrong value',
      'zero',
      { ...experiment, lr: [0] },
      /^zero\.experiment\.json: lr\[0\] = 0 — expected a number above 0$/,
    ],
    [
      'a name that is not known',
      'name',
      { ...experiment, optimizers: [{ optimizer: 'adma' }] },
      /"adma" — expected one of/,
    ],
    [
      'no JSON',
      'cut',
      '{ "problem": ',
      /^cut\.experiment\.json, line 1, column 12: the end — expected a value$/,
    ],
  ] as const)
    it(`with ${what} shows why and leaves the race on the screen alone`, async () => {
      const before = api.store.current;
      await vscode.commands.executeCommand(
        commandIds.runFile,
        await writeFile(`${name}.experiment.json`, content),
      );
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', message);
      assert.equal(api.store.current, before);
    });
});
