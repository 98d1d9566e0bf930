import { expect, test } from 'vitest';
import { rowsOf } from '../../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { assignRuns, estimateWork } from '../../../../threads/race/assignRuns.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';

function workOf(value: object): number[] {
  const experiment = parseExperiment(value);
  return expandExperiment(experiment).map((run) => estimateWork(run, rowsOf(experiment.problem)));
}

function loadsOf(work: readonly number[], workers: number): number[] {
  const loads = new Array<number>(workers).fill(0);
  for (const [run, worker] of assignRuns(work, workers).entries())
    loads[worker] = (loads[worker] ?? 0) + (work[run] ?? 0);
  return loads;
}

test('every epoch goes through all rows, small batches with more updates', () => {
  const [one = 0, thirtyTwo = 0, all = 0] = workOf(onDigits({ batch_size: [1, 32, 'full'], epochs: 5 }));
  expect(one).toBeGreaterThan(2 * thirtyTwo);
  expect(thirtyTwo).toBeGreaterThan(all);
  expect(all).toBeGreaterThanOrEqual(5 * 1797);
});

test('on a surface, work is steps', () => {
  const [first, second] = [onValley({ steps: 10 }), onValley({ steps: 30 })].flatMap(workOf);
  expect(second).toBe(3 * (first ?? 0));
});

test('equal runs are spread evenly', () => {
  expect(assignRuns([1, 1, 1, 1, 1, 1], 3)).toEqual([0, 1, 2, 0, 1, 2]);
  expect(assignRuns([1, 1], 1)).toEqual([0, 0]);
});

test('unlike runs are spread so that no thread has much more than its part', () => {
  const work = workOf(
    onDigits({ batch_size: [1, 2, 4, 8, 16, 64, 512, 'full'], lr: [0.1, 0.2, 0.3], epochs: 2 }),
  );
  const total = work.reduce((sum, each) => sum + each, 0);
  // Graham's bound for the longest first: 4/3 of the best, and here of the mean.
  for (const workers of [2, 3, 7])
    expect(Math.max(...loadsOf(work, workers))).toBeLessThan((4 / 3) * Math.max(total / workers, ...work));
  expect(Math.max(...loadsOf(work, 2))).toBeLessThan(1.05 * (total / 2));
});

test('a long run has a thread of its own', () => {
  expect(assignRuns([2, 9, 2, 2, 2], 2)).toEqual([1, 0, 1, 1, 1]);
});

test('the first thread has the runs of a GPU, and others only where it is alone', () => {
  const onGpu = new Set([1, 3]);
  expect(assignRuns([1, 9, 1, 9, 1, 1], 3, onGpu)).toEqual([1, 0, 2, 0, 1, 2]);
  expect(assignRuns([1, 9, 1], 1, onGpu)).toEqual([0, 0, 0]);
  expect(assignRuns([9, 9, 9, 9], 2, new Set([0, 1, 2, 3]))).toEqual([0, 0, 0, 0]);
});
