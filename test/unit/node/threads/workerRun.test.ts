import { expect, test } from 'vitest';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';
import { WorkerRun } from '../../../../threads/race/workerRun.ts';
import { createRunner, specOf } from '../../engine/runs.ts';

const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 100 };
const never = Number.POSITIVE_INFINITY;

function start(create = () => createRunner(valley)) {
  const table = new ProgressTable([100], 1);
  table.assign(0, 0);
  const run = new WorkerRun(0, specOf(valley), table, 0, create);
  return { table, run };
}

/** What `toMatchObject` finds in a piece of so many points. */
const piece = (firstPoint: number, length: number, status: object) => ({
  firstPoint,
  points: { loss: { length } },
  state: { status },
});

test('begins with its first advance, at its start', async () => {
  const { table, run } = start();
  expect([run.stepsDone, run.hasNews]).toEqual([-1, false]);
  await run.advance(0, never);
  expect([run.stepsDone, run.hasNews]).toEqual([0, true]);
  expect(run.takeChunk()).toMatchObject({ run: 0, piece: piece(0, 1, { kind: 'running' }) });
  expect(table.hasEnded(0)).toBe(false);
});

test('tells the table how far it is, and when it has ended', async () => {
  const { table, run } = start();
  await run.advance(40, never);
  expect(table.stepsOf(0)).toBe(40);
  await run.advance(never, never);
  expect([table.stepsOf(0), table.hasEnded(0)]).toEqual([100, true]);
  expect(run.takeChunk()).toMatchObject({ piece: piece(0, 101, { kind: 'finished' }) });
});

test('has a checkpoint when it has got further, where that has room', async () => {
  const { run } = start();
  expect(run.checkpoint()).toBeNull();
  await run.advance(40, never);
  // Two parameters in double precision, and SGD keeps nothing.
  expect(run.checkpoint(15)).toBeNull();
  expect(run.checkpoint(16)).toMatchObject({ stepsDone: 40 });
  expect(run.checkpoint()).toBeNull();
  await run.advance(never, never);
  expect(run.checkpoint()).toBeNull();
});

test('says on the table that it is being worked on, and no longer', async () => {
  const seen: (number | null)[] = [];
  const { table, run } = start(() => {
    seen.push(table.currentOf(0));
    return createRunner(valley);
  });
  await run.advance(1, never);
  expect([...seen, table.currentOf(0)]).toEqual([0, null]);
});

test('fails alone, with the words of the error and what was recorded before', async () => {
  const runner = await createRunner(valley);
  const { table, run } = start(async () => runner);
  await run.advance(10, never);
  runner.advance = async () => {
    throw new RangeError('out of memory');
  };
  await run.advance(20, never);
  expect([run.ended, table.hasEnded(0), run.hasNews]).toEqual([true, true, true]);
  const status = { kind: 'failed', message: 'out of memory' };
  expect(run.takeChunk()).toMatchObject({ piece: piece(0, 11, status) });
  expect(run.hasNews).toBe(false);
  await run.advance(30, never);
  expect(run.hasNews).toBe(false);
});

test('fails where it cannot begin', async () => {
  const { run } = start(async () => {
    throw new Error('no data');
  });
  await run.advance(0, never);
  expect(run.takeChunk()).toMatchObject({
    piece: { firstPoint: 0, points: {}, state: { status: { kind: 'failed', message: 'no data' } } },
  });
});

test('is stopped before it has begun, or after', async () => {
  const { table, run } = start();
  await run.stop();
  expect([run.ended, table.hasEnded(0)]).toEqual([true, true]);
  expect(run.takeChunk()).toMatchObject({ piece: { points: {}, state: { status: { kind: 'stopped' } } } });
  const begun = start().run;
  await begun.advance(5, never);
  await begun.stop();
  expect(begun.takeChunk()).toMatchObject({ piece: piece(0, 6, { kind: 'stopped' }) });
});
