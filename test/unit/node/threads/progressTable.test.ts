import { expect, test } from 'vitest';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';

/** A table of three runs and two threads: runs 0 and 1 in thread 0, run 2 in thread 1. */
function tableOf(steps: readonly number[] = [100, 100, 1000]): ProgressTable {
  const table = new ProgressTable(steps, 2);
  for (const [run, worker] of [0, 0, 1].entries()) table.assign(run, worker);
  return table;
}

test('another thread sees the same table', () => {
  const table = tableOf();
  const other = new ProgressTable([100, 100, 1000], 2, table.memory);
  expect(other.runsOf(0)).toEqual([0, 1]);
  other.record(2, 1, 500, 40);
  other.setCurrent(1, 2);
  expect([table.stepsOf(2), table.durationOf(2), table.currentOf(1), table.currentOf(0)]).toEqual([
    500,
    80,
    2,
    null,
  ]);
});

test('the slowest run is the one with the smallest share of its steps, of those that go on', () => {
  const table = tableOf();
  expect(table.slowest()).toBe(0);
  table.record(0, 0, 50, 1);
  table.record(1, 0, 30, 1);
  table.record(2, 1, 400, 1);
  expect(table.slowest()).toBe(0.3);
  table.end(1);
  expect(table.slowest()).toBe(0.4);
  expect(table.allEnded).toBe(false);
  table.end(0);
  table.end(2);
  expect([table.slowest(), table.allEnded]).toEqual([1, true]);
});

test('only the home of a run is believed, and what was done stays done', () => {
  const table = tableOf();
  table.record(0, 1, 80, 1);
  expect(table.stepsOf(0)).toBe(0);
  table.record(0, 0, 50, 10);
  table.record(0, 0, 20, 90);
  expect([table.stepsOf(0), table.durationOf(0)]).toEqual([50, 20]);
  expect(table.durationOf(1)).toBeNaN();
});

test('a run moves once, from where it is', () => {
  const table = tableOf();
  expect(table.move(0, 1, 0)).toBe(false);
  expect(table.move(0, 0, 1)).toBe(true);
  expect(table.move(0, 0, 1)).toBe(false);
  expect([table.runsOf(0), table.runsOf(1)]).toEqual([[1], [0, 2]]);
});

test('a thread ends its own runs alone, and one that has ended moves no more', () => {
  const table = tableOf();
  table.endOwn(0, 1);
  expect(table.hasEnded(0)).toBe(false);
  table.endOwn(0, 0);
  expect([table.hasEnded(0), table.ownerOf(0), table.move(0, 0, 1), table.ownerOf(0)]).toEqual([
    true,
    0,
    false,
    0,
  ]);
  // Where it was another's before, the end is the other's to tell.
  expect(table.move(1, 0, 1)).toBe(true);
  table.endOwn(1, 0);
  expect([table.hasEnded(1), table.ownerOf(1)]).toEqual([false, 1]);
});

test('a run without an owner may end', () => {
  const table = new ProgressTable([10], 1);
  expect([table.ownerOf(0), table.hasEnded(0)]).toEqual([null, false]);
  table.end(0);
  expect([table.ownerOf(0), table.hasEnded(0), table.allEnded]).toEqual([null, true, true]);
});

test('one thread only may catch up with a run', () => {
  const table = tableOf();
  expect(table.isClaimed(1)).toBe(false);
  expect([table.claimTakeover(1, 1), table.claimTakeover(1, 0), table.isClaimed(1)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a run whose end was lost goes on where it is assigned', () => {
  const table = tableOf();
  table.record(0, 0, 100, 1);
  table.end(0);
  expect(table.runsOf(0)).toEqual([1]);
  table.assign(0, 1);
  expect([table.hasEnded(0), table.runsOf(1)]).toEqual([false, [0, 2]]);
});

test('a run waits until something of it is known, or it has ended', () => {
  const table = tableOf();
  expect([0, 1, 2].map((run) => table.isWaiting(run))).toEqual([true, true, true]);
  // Computed again from its start, as after a takeover.
  table.record(0, 0, 0, 5);
  table.record(1, 0, 3, 0);
  table.end(2);
  expect([0, 1, 2].map((run) => table.isWaiting(run))).toEqual([false, false, false]);
});

test('a copy for a thread without shared memory has its own runs to go on, and no others', () => {
  const table = new ProgressTable([10, 20, 30], 2);
  for (const [run, worker] of [0, 1, 0].entries()) table.assign(run, worker);
  table.record(2, 0, 7, 1.5);
  const copy = new ProgressTable([10, 20, 30], 2, table.copyFor(0));
  expect([copy.runsOf(0), copy.runsOf(1), copy.stepsOf(2)]).toEqual([[0, 2], [], 7]);
  copy.end(0);
  copy.end(2);
  expect([copy.allEnded, table.allEnded, table.hasEnded(1)]).toEqual([true, false, false]);
});
