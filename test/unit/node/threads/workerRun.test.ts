import { expect, test } from 'vitest';
import { Board } from '../../../../node/threads/progressTable.ts';
import { WorkerRun } from '../../../../node/threads/workerRun.ts';
import { createRunner } from '../../engine/runs.ts';

const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 100 };
const never = Number.POSITIVE_INFINITY;

function start(create = () => createRunner(valley)) {
  const board = new Board([100], 1);
  board.assign(0, 0);
  const run = new WorkerRun(0, createRunner(valley).spec, board, 0, create);
  return { board, run };
}

test('begins with its first advance, at its start', () => {
  const { board, run } = start();
  expect([run.stepsDone, run.hasNews]).toEqual([-1, false]);
  run.advance(0, never);
  expect([run.stepsDone, run.hasNews]).toEqual([0, true]);
  expect(run.takeChunk()).toMatchObject({ firstStep: 0, losses: { length: 1 }, status: { kind: 'running' } });
  expect(board.hasEnded(0)).toBe(false);
});

test('tells the board how far it is, and when it has ended', () => {
  const { board, run } = start();
  run.advance(40, never);
  expect(board.stepsOf(0)).toBe(40);
  run.advance(never, never);
  expect([board.stepsOf(0), board.hasEnded(0)]).toEqual([100, true]);
  expect(run.takeChunk()).toMatchObject({ losses: { length: 101 }, status: { kind: 'finished' } });
});

test('says on the board that it is being worked on, and no longer', () => {
  const seen: (number | null)[] = [];
  const { board, run } = start(() => {
    seen.push(board.workOf(0));
    return createRunner(valley);
  });
  run.advance(1, never);
  expect([...seen, board.workOf(0)]).toEqual([0, null]);
});

test('fails alone, with the words of the error and what was recorded before', () => {
  const runner = createRunner(valley);
  const { board, run } = start(() => runner);
  run.advance(10, never);
  runner.advance = () => {
    throw new RangeError('out of memory');
  };
  run.advance(20, never);
  expect([run.ended, board.hasEnded(0), run.hasNews]).toEqual([true, true, true]);
  const status = { kind: 'failed', message: 'out of memory' };
  expect(run.takeChunk()).toMatchObject({ losses: { length: 11 }, status });
  expect(run.hasNews).toBe(false);
  run.advance(30, never);
  expect(run.hasNews).toBe(false);
});

test('fails where it cannot begin', () => {
  const { run } = start(() => {
    throw new Error('no data');
  });
  run.advance(0, never);
  expect(run.takeChunk()).toMatchObject({
    firstStep: 0,
    losses: { length: 0 },
    status: { kind: 'failed', message: 'no data' },
  });
});

test('is stopped before it has begun, or after', () => {
  const { board, run } = start();
  run.stop();
  expect([run.ended, board.hasEnded(0)]).toEqual([true, true]);
  expect(run.takeChunk().status).toEqual({ kind: 'stopped' });
  const begun = start().run;
  begun.advance(5, never);
  begun.stop();
  expect(begun.takeChunk()).toMatchObject({ losses: { length: 6 }, status: { kind: 'stopped' } });
});
