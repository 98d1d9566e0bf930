import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, findExtension, raceOf, recorded, until, writeFile } from './extension.ts';

const rows = Array.from({ length: 50 }, (_, row) => `${row},${row % 2 ? 'a' : 'b'},${10 * row + (row % 7)}`);
const houses = `size,kind,price\n${rows.join('\n')}\n`;

/** The smallest experiment on the houses, with `changes` of the problem and of the experiment. */
const onHouses = (problem: object = {}, changes: object = {}) => ({
  problem: { csv: 'data/houses.csv', target: 'price', hidden: [4], ...problem },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [16],
  epochs: 3,
  ...changes,
});

describe('an experiment on a CSV file of the workspace', () => {
  let api: Api;
  const { window } = vscode;
  const { showErrorMessage } = window;
  const shown: string[] = [];
  let buttons: string[] = [];
  let press: string | undefined;

  before(async () => {
    api = await activateExtension();
    // Shown for real, a message would wait for someone to close it.
    Object.assign(window, {
      showErrorMessage: async (message: string, ...items: string[]) => {
        shown.push(message);
        buttons = items;
        return press;
      },
    });
  });

  after(() => {
    Object.assign(window, { showErrorMessage });
  });

  beforeEach(async () => {
    shown.length = 0;
    press = undefined;
    await writeFile('data/houses.csv', houses);
  });

  async function runFile(experiment: object): Promise<void> {
    const uri = await writeFile('houses.experiment.json', experiment);
    await vscode.commands.executeCommand(commandIds.runFile, uri);
  }

  async function run(experiment: object): Promise<Race> {
    const before = api.store.current;
    await runFile(experiment);
    assert.deepEqual(shown, []);
    const race = raceOf(api);
    assert.notEqual(race, before);
    await until(() => race.phase === 'ended', 'the race ends');
    const statuses = race.runs.map(({ record }) => record.state.status);
    assert.deepEqual(
      statuses,
      statuses.map(() => ({ kind: 'finished' })),
    );
    return race;
  }

  const lossesOf = (race: Race) => race.runs.map(({ record }) => record.get('loss')?.slice());

  it('is trained to its end, on the rows that are not held out', async () => {
    const race = await run(onHouses({ validation: 0.2 }));
    assert.equal(race.title, 'price of houses.csv, 3-4-1 network · SGD, Adam · batch 16 · lr 0.01');
    for (const { spec, losses, evaluations } of race.runs.map(recorded)) {
      assert.deepEqual([spec.stepsPerEpoch, spec.steps, losses.length], [3, 9, 10]);
      assert.equal(evaluations.at(-1)?.step, 9);
      assert.equal(evaluations.at(-1)?.accuracy, undefined);
    }
  });

  it('tells classes apart', async () => {
    const race = await run(onHouses({ target: 'kind', hidden: [] }));
    assert.match(race.title, /^kind of houses\.csv, logistic regression · /);
    assert.ok((race.runs[1]?.record.evaluations.at(-1)?.accuracy ?? 0) > 0);
  });

  it('can be run again, with the same numbers; and with others when the file has changed', async () => {
    const first = await run(onHouses());
    const again = async () => {
      await vscode.commands.executeCommand(commandIds.runAgain);
      const race = raceOf(api);
      await until(() => race.phase === 'ended', 'the race ends');
      return race;
    };
    const second = await again();
    assert.notEqual(second, first);
    assert.deepEqual(lossesOf(second), lossesOf(first));
    await writeFile('data/houses.csv', `${houses}50,a,500\n`);
    const third = await again();
    assert.equal(third.csv?.shape.rows, 51);
    const idsOf = ({ runs }: Race) => runs.map(({ spec }) => spec.id);
    assert.deepEqual(idsOf(second), idsOf(first));
    assert.notDeepEqual(idsOf(third), idsOf(first));
    assert.notDeepEqual(lossesOf(third), lossesOf(first));
  });

  it('of the sample workspace runs', async () => {
    const sample = vscode.Uri.joinPath(findExtension().extensionUri, 'extension', 'sample');
    const copy = async (name: string) => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(sample, name));
      return writeFile(name, new TextDecoder().decode(bytes));
    };
    await copy('data/wine.csv');
    const uri = await copy('wine.experiment.json');
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    const race = raceOf(api);
    assert.match(race.title, /^class of wine\.csv, 13-16-3 network · /);
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { evaluations } of race.runs.map(recorded))
      assert.ok((evaluations.at(-1)?.accuracy ?? 0) > 0.9);
  });

  const missing = `size,kind,price\n50,a,1\n60,b,\n${rows.join('\n')}\n`;
  const faults: [string, object, RegExp, string?][] = [
    [
      'a file that is not there',
      { csv: 'data/house.csv' },
      /: data\/house\.csv: no such file — expected a file in .+; did you mean 'data\/houses\.csv'\?$/,
    ],
    ['a file outside', { csv: '../a.csv' }, /: \.\.\/a\.csv: outside the workspace — expected a path in the/],
    ['an absolute path', { csv: '/a.csv' }, /\/a\.csv: an absolute path — expected a path in the/],
    [
      'a column that is not there',
      { target: 'prize' },
      /: houses\.csv: target = "prize" — expected one of size, kind, price; did you mean 'price'\?$/,
    ],
    [
      'a missing value',
      {},
      /: houses\.csv, row 3, column price: empty — expected a number, or "missing": "skip"$/,
      missing,
    ],
    [
      'a ragged row',
      {},
      /: houses\.csv, row 52: 2 values — expected 3, one for each column$/,
      `${houses}50,a\n`,
    ],
    [
      'one class',
      { target: 'kind' },
      /: houses\.csv, column kind: only one class, "a" — expected at least 2$/,
      'size,kind\n1,a\n2,a\n',
    ],
    [
      'too few rows for the batch size',
      { validation: 0.5 },
      /: batch_size\[0\] = 16 — expected 1 to 2 \(the training rows of data\/houses\.csv\) or "full"$/,
      'size,price\n1,2\n3,4\n5,6\n7,8\n',
    ],
  ];
  for (const [what, problem, message, text] of faults)
    it(`with ${what} shows why and leaves the race on the screen alone`, async () => {
      const before = api.store.current;
      if (text !== undefined) await writeFile('data/houses.csv', text);
      await runFile(onHouses(problem));
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? '', /^houses\.experiment\.json: /);
      assert.match(shown[0] ?? '', message);
      assert.equal(api.store.current, before);
    });

  it('leaves out rows with an empty value, and says how many', async () => {
    await writeFile('data/houses.csv', missing);
    const race = await run(onHouses({ missing: 'skip' }));
    assert.match(
      race.title,
      /^price of houses\.csv \(1 of 52 rows left out: missing values\), 3-4-1 network · /,
    );
    const { contentHash, targetUnits, ...shape } = race.csv?.shape ?? {};
    assert.deepEqual(shape, { rows: 51, features: 3, classes: 0, skippedRows: 1 });
    assert.match(contentHash ?? '', /^[0-9a-f]{64}$/);
    assert.equal(targetUnits?.name, 'price');
    assert.ok(Math.abs((targetUnits?.deviation ?? 0) - 147) < 5);
  });

  const activeFile = () => vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1);

  it('with a fault in a row opens the file there', async () => {
    await writeFile('data/houses.csv', missing);
    press = 'Open houses.csv';
    await runFile(onHouses());
    assert.deepEqual(buttons, ['Open houses.csv', 'Show Log']);
    await until(() => activeFile() === 'houses.csv', 'the file is opened');
    const selected = () => {
      const { selection, document } = vscode.window.activeTextEditor ?? {};
      return selection && document?.getText(selection);
    };
    await until(() => selected() === '60,b,', 'its row is selected');
  });

  it('with a fault of its own is opened', async () => {
    press = 'Open Experiment';
    await runFile(onHouses({ target: 'prize' }));
    assert.deepEqual(buttons, ['Open Experiment', 'Show Log']);
    await until(() => activeFile() === 'houses.experiment.json', 'the experiment is opened');
  });

  it('gives way to another that is started while it is read', async () => {
    const numbers = Array.from({ length: 40 }, (_, column) => column + 0.5).join(',');
    await writeFile('data/houses.csv', `${numbers}\n`.repeat(100_000));
    const uri = await writeFile('houses.experiment.json', onHouses({ target: 1 }));
    const reading = vscode.commands.executeCommand(commandIds.runFile, uri);
    await sleep(200);
    await vscode.commands.executeCommand(commandIds.runTutorialRace, 'valley');
    const race = raceOf(api);
    assert.deepEqual(race.experiment.problem, { surface: 'valley' });
    await reading;
    assert.deepEqual(shown, []);
    assert.equal(api.store.current, race);
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race is stopped');
  });
});
