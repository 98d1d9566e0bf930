import { expect, test } from 'vitest';
import { Board } from '../../../../node/threads/progressTable.ts';

/** A board of three runs and two threads: runs 0 and 1 in thread 0, run 2 in thread 1. */
function boardOf(steps: readonly number[] = [100, 100, 1000]): Board {
  const board = new Board(steps, 2);
  for (const [run, worker] of [0, 0, 1].entries()) board.assign(run, worker);
  return board;
}

test('another thread sees the same board', () => {
  const board = boardOf();
  const other = new Board([100, 100, 1000], 2, board.memory);
  expect(other.runsOf(0)).toEqual([0, 1]);
  other.record(2, 1, 500, 40);
  other.workOn(1, 2);
  expect([board.stepsOf(2), board.durationOf(2), board.workOf(1), board.workOf(0)]).toEqual([
    500,
    80,
    2,
    null,
  ]);
});

test('the slowest run is the one with the smallest share of its steps, of those that go on', () => {
  const board = boardOf();
  expect(board.slowest()).toBe(0);
  board.record(0, 0, 50, 1);
  board.record(1, 0, 30, 1);
  board.record(2, 1, 400, 1);
  expect(board.slowest()).toBe(0.3);
  board.end(1);
  expect(board.slowest()).toBe(0.4);
  expect(board.allEnded).toBe(false);
  board.end(0);
  board.end(2);
  expect([board.slowest(), board.allEnded]).toEqual([1, true]);
});

test('only the home of a run is believed, and what was done stays done', () => {
  const board = boardOf();
  board.record(0, 1, 80, 1);
  expect(board.stepsOf(0)).toBe(0);
  board.record(0, 0, 50, 10);
  board.record(0, 0, 20, 90);
  expect([board.stepsOf(0), board.durationOf(0)]).toEqual([50, 20]);
  expect(board.durationOf(1)).toBeNaN();
});

test('a run moves once, from where it is', () => {
  const board = boardOf();
  expect(board.move(0, 1, 0)).toBe(false);
  expect(board.move(0, 0, 1)).toBe(true);
  expect(board.move(0, 0, 1)).toBe(false);
  expect([board.runsOf(0), board.runsOf(1)]).toEqual([[1], [0, 2]]);
});

test('one thread only may catch up with a run', () => {
  const board = boardOf();
  expect(board.isClaimed(1)).toBe(false);
  expect([board.claimRelief(1, 1), board.claimRelief(1, 0), board.isClaimed(1)]).toEqual([true, false, true]);
});

test('a run whose end was lost goes on where it is assigned', () => {
  const board = boardOf();
  board.record(0, 0, 100, 1);
  board.end(0);
  expect(board.runsOf(0)).toEqual([1]);
  board.assign(0, 1);
  expect([board.hasEnded(0), board.runsOf(1)]).toEqual([false, [0, 2]]);
});
