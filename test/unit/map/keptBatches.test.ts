/** Mini-batches that are drawn once for many runs are those that each would draw. */
import { expect, test } from 'vitest';
import { keepBatches } from '../../../core/map/keptBatches.ts';
import { makeXor } from '../../../core/problems/data/xor.ts';
import { modelTask } from '../../../core/problems/models/modelTask.ts';

/** Mini-batches from a step on, as texts. */
function batchesOf(task: ReturnType<typeof modelTask>, from: number, count: number): string[] {
  const batches = task.batchesFrom(from);
  return Array.from({ length: count }, () => batches.next().join());
}

test('each run has the same, also two that take turns', () => {
  const task = modelTask(makeXor({ rows: 50 }), [2], 7, 3);
  const kept = keepBatches(task);
  const expected = batchesOf(task, 0, 40);
  expect(batchesOf(kept, 0, 25)).toEqual(expected.slice(0, 25));
  expect(batchesOf(kept, 0, 40)).toEqual(expected);
  expect(batchesOf(kept, 12, 20)).toEqual(expected.slice(12, 32));
  expect(batchesOf(kept, 70, 9)).toEqual(batchesOf(task, 70, 9));
  const [one, other] = [kept.batchesFrom(0), kept.batchesFrom(0)];
  for (const rows of batchesOf(task, 0, 60))
    expect([one.next().join(), other.next().join()]).toEqual([rows, rows]);
  expect(kept.batchesFrom(0).stepsPerEpoch).toBe(task.batchesFrom(0).stepsPerEpoch);
});

test('those behind the last that is kept are drawn for each run', () => {
  const task = modelTask(makeXor({ rows: 50 }), [2], 7, 3);
  let drawn = 0;
  const counting = {
    ...task,
    batchesFrom(step: number) {
      drawn++;
      return task.batchesFrom(step);
    },
  };
  // 14 batches of 7 rows.
  const kept = keepBatches(counting, 95);
  const expected = batchesOf(task, 0, 40);
  expect(batchesOf(kept, 0, 14)).toEqual(expected.slice(0, 14));
  expect(drawn).toBe(1);
  expect(batchesOf(kept, 0, 40)).toEqual(expected);
  expect(batchesOf(kept, 3, 37)).toEqual(expected.slice(3));
  expect(drawn).toBe(3);
});
