/** What threads without shared memory are told of each other. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { LevelKeeper } from '../../../../threads/race/levelKeeper.ts';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const chunk = (run: number, stepsDone: number, kind = 'running') =>
  ({ run, piece: { state: { stepsDone, status: { kind } } } }) as Chunk;

function keep() {
  const table = new ProgressTable([100, 100, 50], 2);
  for (const [run, worker] of [0, 0, 1].entries()) table.assign(run, worker);
  const told: (readonly [number, number])[] = [];
  const keeper = new LevelKeeper(table, (worker, share) => told.push([worker, share]));
  return { table, keeper, told };
}

test('each is told of the slowest run of the others, of those that go on', () => {
  const { keeper, told } = keep();
  keeper.take(0, [chunk(0, 30), chunk(1, 20)]);
  expect(told.splice(0)).toEqual([
    [0, 0],
    [1, 0.2],
  ]);
  vi.advanceTimersByTime(100);
  keeper.take(1, [chunk(2, 40)]);
  expect(told.splice(0)).toEqual([
    [0, 0.8],
    [1, 0.2],
  ]);
  vi.advanceTimersByTime(100);
  keeper.take(0, [chunk(1, 60, 'diverged')]);
  expect(told.splice(0)).toEqual([
    [0, 0.8],
    [1, 0.3],
  ]);
  vi.advanceTimersByTime(100);
  keeper.take(1, [chunk(2, 50, 'finished')]);
  expect(told).toEqual([
    [0, 1],
    [1, 0.3],
  ]);
});

test('what comes soon after is told a moment later, once, and nothing is once it is over', () => {
  const { keeper, told } = keep();
  keeper.take(0, [chunk(0, 10), chunk(1, 10)]);
  told.length = 0;
  keeper.take(0, [chunk(0, 20), chunk(1, 20)]);
  keeper.take(1, [chunk(2, 10)]);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(40);
  expect(told).toEqual([
    [0, 0.2],
    [1, 0.2],
  ]);
  keeper.take(1, [chunk(2, 20)]);
  keeper.dispose();
  vi.advanceTimersByTime(100);
  expect(told).toHaveLength(2);
});

test('a run of another thread is not what a thread tells of', () => {
  const { keeper, table } = keep();
  keeper.take(1, [chunk(0, 30, 'finished')]);
  expect([table.stepsOf(0), table.hasEnded(0)]).toEqual([0, false]);
});
