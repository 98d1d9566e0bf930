import { describe, expect, test } from 'vitest';
import { Board } from '../../../../node/threads/progressTable.ts';
import { WorkerRun } from '../../../../node/threads/workerRun.ts';
import { chooseRelief, Relief } from '../../../../node/threads/workStealing.ts';
import { createRunner } from '../../engine/runs.ts';

const steps = 1000;

/**
 * A board of runs at the given share, each with its thread and the milliseconds that it takes in all.
 * @param runs Pairs of thread and duration.
 */
function boardAt(share: number, workers: number, ...runs: readonly (readonly [number, number])[]): Board {
  const board = new Board(
    runs.map(() => steps),
    workers,
  );
  for (const [run, [worker, duration]] of runs.entries()) {
    board.assign(run, worker);
    board.record(run, worker, share * steps, share * duration);
  }
  return board;
}

describe('the run to take over', () => {
  test('is the one that leaves the least to the busiest thread', () => {
    const board = boardAt(0.1, 3, [0, 500], [0, 300], [0, 200], [0, 100], [1, 100], [2, 700]);
    // 1100 against 100: with 500 taken over, 600 against 600.
    expect(chooseRelief(board, 1)).toBe(0);
  });

  test('is none where all have about as much to do', () => {
    expect(chooseRelief(boardAt(0.1, 2, [0, 100], [0, 110], [1, 105], [1, 100]), 1)).toBeNull();
  });

  test('is none where it would only change places', () => {
    expect(chooseRelief(boardAt(0.1, 2, [0, 900]), 1)).toBeNull();
  });

  test('is none where the race is nearly over, or has just begun', () => {
    const runs = [
      [0, 500],
      [0, 500],
      [1, 10],
    ] as const;
    expect(chooseRelief(boardAt(0.1, 2, ...runs), 1)).toBe(0);
    expect(chooseRelief(boardAt(0.6, 2, ...runs), 1)).toBeNull();
    expect(chooseRelief(boardAt(0.01, 2, ...runs), 1)).toBeNull();
  });

  test('is one that no other thread is after, and that goes on', () => {
    const board = boardAt(0.1, 3, [0, 500], [0, 400], [0, 300]);
    board.claimRelief(0, 2);
    expect(chooseRelief(board, 1)).toBe(1);
    board.end(1);
    expect(chooseRelief(board, 1)).toBe(2);
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
  const begin = (board: Board, worker: number) => (run: number) => {
    const create = () => createRunner(valley);
    return new WorkerRun(run, create().spec, board, worker, create);
  };

  test('computes the run again and becomes its home when it has caught up', () => {
    const board = boardAt(0.1, 2, [0, 500], [0, 500]);
    const here = begin(board, 0)(0);
    here.advance(100, never);
    board.record(0, 0, 100, 50);
    const before = here.takeChunk();
    const relief = new Relief(board, 1, begin(board, 1));
    const taken = relief.work(never);
    expect(taken).toMatchObject({ index: 0, stepsDone: 100, isHere: true });
    expect([here.isHere, relief.busy]).toEqual([false, false]);
    expect(taken?.takeChunk()).toMatchObject({ firstStep: 0, losses: before.losses, path: before.path });
  });

  test('is no home before it has caught up, and leaves the board alone', () => {
    const board = boardAt(0.1, 2, [0, 500], [0, 500]);
    const relief = new Relief(board, 1, begin(board, 1));
    expect(relief.work(-1)).toBeNull();
    expect([relief.busy, board.homeOf(0), board.stepsOf(0)]).toEqual([true, 0, 100]);
    board.record(0, 0, 150, 75);
    expect(relief.work(never)).toMatchObject({ stepsDone: 150 });
    expect(board.homeOf(0)).toBe(1);
  });

  test('gives up a run that has ended meanwhile', () => {
    const board = boardAt(0.1, 2, [0, 500], [0, 500]);
    const relief = new Relief(board, 1, begin(board, 1));
    relief.work(-1);
    board.end(0);
    expect(relief.work(-1)).toBeNull();
    expect([relief.busy, board.homeOf(0)]).toEqual([false, 0]);
  });
});
