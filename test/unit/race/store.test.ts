import { beforeEach, describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { createRace, endChunks, type Race } from '../../../core/race/race.ts';
import type { Chunk } from '../../../core/race/runRecord.ts';
import { beforeStart, type RunState } from '../../../core/race/runRecord.ts';
import { RaceStore, type StoreChange } from '../../../core/race/store.ts';
import { onValley } from '../experiment/faults.ts';

const raceOf = (id: string, lr: readonly number[] = [0.01]): Race =>
  createRace(parseExperiment(onValley({ lr })), { id, startedAt: 0 });

function chunk(
  firstPoint: number,
  losses: readonly number[],
  kind: 'running' | 'finished' = 'running',
): Chunk {
  const state: RunState = { ...beforeStart, status: { kind }, stepsDone: firstPoint + losses.length - 1 };
  const position = Float64Array.from(losses.flatMap((loss) => [loss, loss]));
  const points = { loss: Float64Array.from(losses), position };
  return { run: 0, piece: { firstPoint, points, evaluations: [], state } };
}

function wordsOf(change: StoreChange): string {
  return `${change.type} ${change.type === 'shown' ? change.shown?.id : change.race.id}`;
}

describe('the store of races', () => {
  let store: RaceStore;
  let race: Race;
  let changes: string[];
  const record = () => {
    const [run] = race.runs;
    if (!run) throw new RangeError('expected a run');
    return run.record;
  };
  const losses = () => [...(record().get('loss')?.slice() ?? [])];

  beforeEach(() => {
    store = new RaceStore();
    changes = [];
    race = raceOf('a');
    store.onDidChange((change: StoreChange) => changes.push(wordsOf(change)));
    store.show(race);
  });

  test('gives a race another title, wherever it is', () => {
    const other = raceOf('b');
    const rename = (each: Race, title: string) =>
      store.rename(each, { title, experiment: { ...each.experiment, title } });
    changes.length = 0;
    rename(race, 'One');
    expect(store.shown).toMatchObject({ title: 'One', isWhole: true, runs: [{ number: 0 }] });
    store.open(other);
    rename(other, 'Two');
    expect([other.title, other.experiment.title]).toEqual(['Two', 'Two']);
    expect(store.shown?.title).toBe('One');
    store.compare(chosenRuns([{ race: other, number: 0 }]));
    rename(other, 'Three');
    expect(store.shown).toMatchObject({ title: '1 run of Three', isWhole: false });
    expect(changes.map((change) => change.split(' ')[0])).toEqual([
      ...['shown', 'opened', 'changed', 'shown', 'shown'],
    ]);
  });

  test('puts chunks together, ends with the last run, and tells each time', () => {
    store.append('a', [chunk(0, [100, 50])]);
    store.append('a', [chunk(2, [25], 'finished')]);
    expect(losses()).toEqual([100, 50, 25]);
    expect([...(record().get('position')?.slice() ?? [])]).toEqual([100, 100, 50, 50, 25, 25]);
    expect(race.phase).toBe('ended');
    expect(changes).toEqual(['opened a', 'shown a', 'changed a', 'changed a']);
  });

  test('drops what comes too late: of a race that is closed, or of a run that has ended', () => {
    store.append('of a race before', [chunk(0, [1])]);
    expect(losses()).toEqual([]);
    store.append('a', [chunk(0, [100])]);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    store.append('a', [chunk(1, [50])]);
    expect(losses()).toEqual([100]);
    expect(record().state.status.kind).toBe('stopped');
  });

  test('leaves out what a run repeats that is computed again', () => {
    const evaluations = [1, 3].map((step) => ({ step, loss: step }));
    const evaluated = (chunk: Chunk, count: number) => ({
      ...chunk,
      piece: { ...chunk.piece, evaluations: evaluations.slice(0, count) },
    });
    store.append('a', [evaluated(chunk(0, [100, 50, 25]), 1)]);
    store.append('a', [evaluated(chunk(0, [100, 50, 25, 12]), 2)]);
    store.append('a', [chunk(2, [25, 12])]);
    store.append('a', [chunk(0, [100, 50])]);
    expect(losses()).toEqual([100, 50, 25, 12]);
    expect([...(record().get('position')?.slice(6) ?? [])]).toEqual([12, 12]);
    expect(record().evaluations).toEqual(evaluations);
    expect(record().state).toMatchObject({ status: { kind: 'running' }, stepsDone: 3 });
  });

  test('drops what is about a run that there is not', () => {
    store.append('a', [{ ...chunk(0, [100]), run: 1 }]);
    expect(losses()).toEqual([]);
    expect(changes).toEqual(['opened a', 'shown a', 'changed a']);
  });

  test('fails a run of which something was lost', () => {
    store.append('a', [chunk(0, [100])]);
    store.append('a', [chunk(2, [25])]);
    const message = 'point 2 was recorded — expected point 1';
    expect(record().state.status).toEqual({ kind: 'failed', message });
    expect(losses()).toEqual([100]);
    expect(race.phase).toBe('ended');
  });

  test('ends those runs that it is told to, and no others', () => {
    const two = raceOf('two', [0.01, 0.02]);
    store.show(two);
    store.append('two', endChunks(two, { kind: 'failed', message: 'worker ended' }, [1]));
    expect(two.runs.map((run) => run.record.state.status.kind)).toEqual(['queued', 'failed']);
    expect(two.phase).toBe('running');
    store.append(two.id, endChunks(two, { kind: 'stopped' }));
    expect(two.runs.map((run) => run.record.state.status.kind)).toEqual(['stopped', 'failed']);
    expect(two.phase).toBe('ended');
  });

  test('neither pauses nor resumes a race that has ended', () => {
    store.setPaused(race, true);
    expect(race.phase).toBe('paused');
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    store.setPaused(race, false);
    expect(race.phase).toBe('ended');
  });

  test('keeps a race that goes on while another is on the screen, and lets go of it when it has ended', () => {
    const other = raceOf('b');
    store.show(other);
    expect([store.current, store.races.length]).toEqual([other, 2]);
    store.append('a', [chunk(0, [100])]);
    expect(losses()).toEqual([100]);
    store.close(race);
    expect(store.races.length).toBe(2);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    store.close(race);
    store.append(other.id, endChunks(other, { kind: 'stopped' }));
    store.close(other);
    expect(store.races).toEqual([other]);
  });

  test('does what it is asked to though a listener throws, and tells the others', () => {
    const reported: unknown[] = [];
    const faulty = new RaceStore((error) => reported.push(error));
    const told: string[] = [];
    faulty.onDidChange(() => {
      throw new Error('broken');
    });
    faulty.onDidChange(({ type }) => told.push(type));
    faulty.show(race);
    faulty.append('a', [chunk(0, [100]), chunk(1, [50], 'finished')]);
    expect([losses(), race.phase]).toEqual([[100, 50], 'ended']);
    expect(told).toEqual(['opened', 'shown', 'changed']);
    expect(reported).toEqual([new Error('broken'), new Error('broken'), new Error('broken')]);
  });

  test('tells a listener nothing more once it is disposed of', () => {
    let told = 0;
    const subscription = store.onDidChange(() => told++);
    store.setSpeed(race, 4);
    subscription.dispose();
    store.setSpeed(race, 1);
    expect([told, race.speed]).toEqual([1, 1]);
  });
});
