import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { viewRace } from '../../core/protocol/viewRace.ts';
import { createRace } from '../../core/race/race.ts';
import { RunStore } from '../../core/race/store.ts';
import { Persistence } from '../../extension/library/persistence.ts';
import { firstRunOf } from './extension.ts';

describe('a reload of the window', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'persistence-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const persistenceOf = (store: RunStore) => new Persistence(store, folder);

  async function reload(before: RunStore): Promise<RunStore> {
    await persistenceOf(before).save();
    const after = new RunStore();
    await persistenceOf(after).restore();
    return after;
  }

  function storeOf(problem: object): RunStore {
    const experiment = parseExperiment({
      problem,
      optimizers: [{ optimizer: 'adam' }],
      lr: [0.1, 0.2],
    });
    const caption = { question: 'Why?', answer: 'Because.', next: null };
    const store = new RunStore();
    const csv = 'csv' in problem ? { folder: '/houses', shape: { rows: 50, features: 3, classes: 0 } } : null;
    store.replace(createRace('race-7', experiment, caption, csv));
    return store;
  }

  for (const problem of [
    { surface: 'valley' },
    { data: 'digits', hidden: [32] },
    { csv: 'data/houses.csv', target: 'price', hidden: [4] },
  ])
    it(`keeps all of a race that has ended: ${JSON.stringify(problem)}`, async () => {
      const store = storeOf(problem);
      for (const run of store.race?.runs ?? []) {
        run.losses.append(Float64Array.of(100, Number.NaN, 0.1 + 0.2));
        run.path?.append(Float64Array.of(1, 10, 0, 9, 0, 8));
        run.evaluations.push({ step: 2, loss: 1, accuracy: 0.5 });
        run.stepsPerSecond = 1000;
      }
      store.endAll({ kind: 'stopped' });
      const { race } = await reload(store);
      assert.ok(race && store.race);
      assert.deepEqual(viewRace(race), viewRace(store.race));
      assert.deepEqual(race.csv, store.race.csv);
    });

  it('leaves a race that was going interrupted, with what it had recorded', async () => {
    const store = storeOf({ surface: 'valley' });
    assert.ok(store.race);
    firstRunOf(store.race).losses.append(Float64Array.of(100, 50));
    const { race } = await reload(store);
    assert.equal(race?.phase, 'ended');
    assert.deepEqual(
      race.runs.map(({ status, losses }) => [status.kind, losses.length]),
      [
        ['interrupted', 2],
        ['interrupted', 0],
      ],
    );
  });

  it('brings back nothing where nothing was saved, or where it cannot be read', async () => {
    assert.equal((await reload(new RunStore())).race, null);
    writeFileSync(path.join(folder, 'race.bin'), 'no race');
    assert.equal((await reload(new RunStore())).race, null);
  });
});
