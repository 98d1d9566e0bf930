import assert from 'node:assert/strict';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import type { Chunk } from '../../core/race/chunk.ts';
import { createRace, type Race } from '../../core/race/race.ts';
import { RunStore, type StoreChange } from '../../core/race/store.ts';
import { firstRunOf } from './extension.ts';

function chunk(
  firstStep: number,
  losses: readonly number[],
  status: Chunk['status'] = { kind: 'running' },
): Chunk {
  const path = Float64Array.from(losses.flatMap((loss) => [loss, loss]));
  return {
    run: 'run-0',
    firstStep,
    losses: Float64Array.from(losses),
    path,
    evaluations: [],
    status,
    engine: null,
    stepsPerSecond: 7,
  };
}

describe('the run store', () => {
  let store: RunStore;
  let race: Race;
  let changes: StoreChange[];
  const losses = () => [...firstRunOf(race).losses.slice()];

  beforeEach(() => {
    store = new RunStore();
    changes = [];
    store.onDidChange((change) => changes.push(change));
    const problem = { surface: 'valley' };
    const experiment = parseExperiment({ problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.01] });
    race = createRace('a', experiment, null);
    store.replace(race);
  });

  afterEach(() => store.dispose());

  it('puts chunks together, ends with the last run, and tells each time', () => {
    store.append('a', [chunk(0, [100, 50])]);
    store.append('a', [chunk(2, [25], { kind: 'finished' })]);
    assert.deepEqual(losses(), [100, 50, 25]);
    assert.deepEqual([...(firstRunOf(race).path?.slice() ?? [])], [100, 100, 50, 50, 25, 25]);
    assert.equal(race.phase, 'ended');
    assert.deepEqual(changes, ['replaced', 'changed', 'changed']);
  });

  it('drops what comes too late: of a race before, or of a run that has ended', () => {
    store.append('of a race before', [chunk(0, [1])]);
    assert.deepEqual(losses(), []);
    store.append('a', [chunk(0, [100])]);
    store.endAll({ kind: 'stopped' });
    store.append('a', [chunk(1, [50])]);
    assert.deepEqual(losses(), [100]);
    assert.equal(firstRunOf(race).status.kind, 'stopped');
  });

  it('leaves out what a run repeats that is computed again', () => {
    const evaluations = [1, 3].map((step) => ({ step, loss: step }));
    store.append('a', [{ ...chunk(0, [100, 50, 25]), evaluations: evaluations.slice(0, 1) }]);
    store.append('a', [{ ...chunk(0, [100, 50, 25, 12]), evaluations }]);
    store.append('a', [chunk(2, [25, 12])]);
    assert.deepEqual(losses(), [100, 50, 25, 12]);
    assert.deepEqual([...(firstRunOf(race).path?.slice(6) ?? [])], [12, 12]);
    assert.deepEqual(firstRunOf(race).evaluations, evaluations);
  });

  it('fails a run of which something was lost', () => {
    store.append('a', [chunk(0, [100])]);
    store.append('a', [chunk(2, [25])]);
    const message = 'step 2 was recorded — expected step 1';
    assert.deepEqual(firstRunOf(race).status, { kind: 'failed', message });
  });

  it('neither pauses nor resumes a race that has ended', () => {
    store.setPaused(true);
    assert.equal(race.phase, 'paused');
    store.endAll({ kind: 'stopped' });
    store.setPaused(false);
    assert.equal(race.phase, 'ended');
  });
});
