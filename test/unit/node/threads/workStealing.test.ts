import { describe, expect, test } from 'vitest';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';
import { WorkerRun } from '../../../../threads/race/workerRun.ts';
import { chooseRunToSteal, WorkStealing } from '../../../../threads/race/workStealing.ts';
import { createRunner, specOf } from '../../engine/runs.ts';

const steps = 1000;

/**
 * A table of runs at the given share, each with its thread and the milliseconds that it takes in all.
 * @param runs Pairs of thread and duration.
 */
function tableAt(
  share: number,
  workers: number,
  ...runs: readonly (readonly [number, number])[]
): ProgressTable {
  const table = new ProgressTable(
    runs.map(() => steps),
    workers,
  );
  for (const [run, [worker, duration]] of runs.entries()) {
    table.assign(run, worker);
    table.record(run, worker, share * steps, share * duration);
  }
  return table;
}

describe('the run to take over', () => {
  test('is the one that leaves the least to the busiest thread', () => {
    const table = tableAt(0.1, 3, [0, 500], [0, 300], [0, 200], [0, 100], [1, 100], [2, 700]);
    // 1100 against 100: with 500 taken over, 600 against 600.
    expect(chooseRunToSteal(table, 1)).toBe(0);
  });

  test('is none where all have about as much to do', () => {
    expect(chooseRunToSteal(tableAt(0.1, 2, [0, 100], [0, 110], [1, 105], [1, 100]), 1)).toBeNull();
  });

  test('is none where it would only change places', () => {
    expect(chooseRunToSteal(tableAt(0.1, 2, [0, 900]), 1)).toBeNull();
  });

  test('is none where the race is nearly over, or has just begun', () => {
    const runs = [
      [0, 500],
      [0, 500],
      [1, 10],
    ] as const;
    expect(chooseRunToSteal(tableAt(0.1, 2, ...runs), 1)).toBe(0);
    expect(chooseRunToSteal(tableAt(0.6, 2, ...runs), 1)).toBeNull();
    expect(chooseRunToSteal(tableAt(0.01, 2, ...runs), 1)).toBeNull();
  });

  test('is one that no other thread is after, and that goes on', () => {
    const table = tableAt(0.1, 3, [0, 500], [0, 400], [0, 300]);
    table.claimTakeover(0, 2);
    expect(chooseRunToSteal(table, 1)).toBe(1);
    table.end(1);
    expect(chooseRunToSteal(table, 1)).toBe(2);
  });
});

describe('taking over', () => {
  const never = Number.POSITIVE_INFINITY;
  const valley = {
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.01],
    steps,
  };
  const begin = (table: ProgressTable, worker: number) => (run: number) =>
    new WorkerRun(run, specOf(valley), table, worker, () => createRunner(valley));

  test('computes the run again and becomes its home when it has caught up', async () => {
    const table = tableAt(0.1, 2, [0, 500], [0, 500]);
    const here = begin(table, 0)(0);
    await here.advance(100, never);
    table.record(0, 0, 100, 50);
    const { points } = here.takeChunk().piece;
    const stealing = new WorkStealing(table, 1, begin(table, 1));
    const taken = await stealing.work(never);
    expect(taken).toMatchObject({ index: 0, stepsDone: 100, isOwn: true });
    expect([here.isOwn, stealing.busy]).toEqual([false, false]);
    expect(taken?.takeChunk().piece).toMatchObject({ firstPoint: 0, points });
    expect(points.loss?.length).toBe(101);
  });

  test('is no home before it has caught up, and leaves the table alone', async () => {
    const table = tableAt(0.1, 2, [0, 500], [0, 500]);
    const stealing = new WorkStealing(table, 1, begin(table, 1));
    expect(await stealing.work(-1)).toBeNull();
    expect([stealing.busy, table.ownerOf(0), table.stepsOf(0)]).toEqual([true, 0, 100]);
    table.record(0, 0, 150, 75);
    expect(await stealing.work(never)).toMatchObject({ stepsDone: 150 });
    expect(table.ownerOf(0)).toBe(1);
  });

  test('gives up a run that has ended meanwhile', async () => {
    const table = tableAt(0.1, 2, [0, 500], [0, 500]);
    const stealing = new WorkStealing(table, 1, begin(table, 1));
    await stealing.work(-1);
    table.end(0);
    expect(await stealing.work(-1)).toBeNull();
    expect([stealing.busy, table.ownerOf(0)]).toEqual([false, 0]);
  });
});
