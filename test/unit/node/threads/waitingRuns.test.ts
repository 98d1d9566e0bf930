import { describe, expect, test } from 'vitest';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';
import { WorkerRun } from '../../../../threads/race/workerRun.ts';
import { takeWaitingRun, WorkStealing } from '../../../../threads/race/workStealing.ts';
import { createRunner, specOf } from '../../engine/runs.ts';

const never = Number.POSITIVE_INFINITY;
const steps = 100;

/** A table of runs that have not begun, each with its thread. */
function tableOf(...owners: readonly number[]): ProgressTable {
  const table = new ProgressTable(
    owners.map(() => steps),
    3,
  );
  for (const [run, owner] of owners.entries()) table.assign(run, owner);
  return table;
}

const ownersIn = (table: ProgressTable, runs: number) =>
  Array.from({ length: runs }, (_, run) => table.ownerOf(run));

describe('a thread without runs that wait', () => {
  test('takes the last one of the thread that has most of them', () => {
    const table = tableOf(0, 0, 2, 2, 2);
    expect(takeWaitingRun(table, 1)).toBe(4);
    expect(ownersIn(table, 5)).toEqual([0, 0, 2, 2, 1]);
  });

  test('takes none that has begun, or ended', () => {
    const table = tableOf(0, 0, 0, 0, 0);
    table.record(4, 0, 1, 5);
    table.record(3, 0, 0, 5);
    table.end(2);
    expect(takeWaitingRun(table, 1)).toBe(1);
    expect(takeWaitingRun(table, 2)).toBeNull();
  });

  test('takes none that is not to change hands', () => {
    const table = tableOf(0, 0, 0, 0);
    for (const run of [1, 2, 3]) table.claimTakeover(run, 0);
    expect(takeWaitingRun(table, 1)).toBeNull();
    expect(ownersIn(table, 4)).toEqual([0, 0, 0, 0]);
  });

  test('takes none from a thread that has but one', () => {
    const table = tableOf(0, 2);
    expect(takeWaitingRun(table, 1)).toBeNull();
    expect(ownersIn(table, 2)).toEqual([0, 2]);
  });

  test('takes none where another was faster', () => {
    const table = tableOf(0, 0);
    const { move } = table;
    table.move = (run, from, to) => {
      move.call(table, run, from, 2);
      return move.call(table, run, from, to);
    };
    expect(takeWaitingRun(table, 1)).toBeNull();
    expect(ownersIn(table, 2)).toEqual([0, 2]);
  });

  test('has one then, and takes no more before it has begun', () => {
    const table = tableOf(0, 0, 0, 0, 0);
    expect([takeWaitingRun(table, 1), takeWaitingRun(table, 1)]).toEqual([4, null]);
    table.record(4, 1, 1, 5);
    expect(takeWaitingRun(table, 1)).toBe(3);
  });

  test('never gets one twice, and some are left to the owner', () => {
    const table = tableOf(0, 0, 0, 0, 0, 0, 0, 0);
    const taken: number[] = [];
    for (let turn = 0; turn < 20; turn++)
      for (const worker of [1, 2]) {
        const run = takeWaitingRun(table, worker);
        if (run === null) continue;
        taken.push(run);
        table.record(run, worker, 1, 5);
      }
    expect(taken).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});

describe('taking over a run that waits', () => {
  const valley = (others: object = {}) => ({
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.01],
    steps,
    ...others,
  });
  const begin =
    (table: ProgressTable, experiment = valley(), create = () => createRunner(experiment)) =>
    (run: number) =>
      new WorkerRun(run, specOf(experiment), table, 1, create);

  test('makes it this thread’s, which begins it in its turn', async () => {
    const table = tableOf(0, 0, 0);
    const stealing = new WorkStealing(table, 1, begin(table), true);
    const taken = await stealing.work(never);
    expect([taken?.index, taken?.isOwn, taken?.stepsDone, taken?.ended]).toEqual([2, true, -1, false]);
    expect([stealing.busy, table.ownerOf(2)]).toEqual([false, 1]);
    await taken?.advance(never, never);
    expect([table.stepsOf(2), table.hasEnded(2)]).toEqual([steps, true]);
    expect(taken?.takeChunk()).toMatchObject({
      run: 2,
      piece: { firstPoint: 0, points: { loss: { length: 101 } } },
    });
  });

  test.each([
    ['ends as it begins', () => createRunner(valley({ stop: { target: 1e6 } })), 'finished'],
    ['fails as it begins', () => Promise.reject(new RangeError('out of memory')), 'failed'],
  ])('of one that %s, the end is told', async (_, create, kind) => {
    const table = tableOf(0, 0);
    const stealing = new WorkStealing(table, 1, begin(table, valley(), create), true);
    const taken = await stealing.work(never);
    await taken?.advance(0, never);
    expect([stealing.busy, taken?.ended, taken?.hasNews, table.hasEnded(1)]).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(taken?.takeChunk().piece.state.status.kind).toBe(kind);
  });

  test('is not done where all runs begin at once', async () => {
    const table = tableOf(0, 0, 0);
    const stealing = new WorkStealing(table, 1, begin(table));
    expect(await stealing.work(never)).toBeNull();
    expect([stealing.busy, ...ownersIn(table, 3)]).toEqual([false, 0, 0, 0]);
  });

  test('comes before one that has begun, which is computed again where none waits', async () => {
    const table = tableOf(0, 0, 0, 0);
    for (const run of [0, 1]) table.record(run, 0, 10, 500);
    const stealing = new WorkStealing(table, 1, begin(table), true);
    expect((await stealing.work(never))?.index).toBe(3);
    table.record(3, 1, 10, 5);
    table.record(2, 0, 10, 5);
    const taken = await stealing.work(never);
    expect([taken?.index, taken?.stepsDone, taken?.isOwn]).toEqual([0, 10, true]);
  });
});
