import { expect, test } from 'vitest';
import { scaleLearningRate } from '../../../core/schedules/scaling.ts';
import { readReference } from '../optimizers/readReference.ts';

const { base_lr, base_batch, table } = readReference<{
  base_lr: number;
  base_batch: number;
  table: readonly { batch_size: number; lr: number }[];
}>('tutorial/linear_scaling.json');

test.each(table)("batch size $batch_size has the tutorial's rate $lr", ({ batch_size, lr }) => {
  expect(scaleLearningRate(base_lr, batch_size, base_batch)).toBe(lr);
  expect(scaleLearningRate(base_lr, batch_size, base_batch, 'linear')).toBe(lr);
});

test('sqrt scales by the root of the ratio', () => {
  expect(scaleLearningRate(0.1, 128, 32, 'sqrt')).toBe(0.2);
  expect(scaleLearningRate(0.1, 8, 32, 'sqrt')).toBe(0.05);
});

test('smaller batches have lower rates', () => {
  expect(scaleLearningRate(0.1, 8, 32)).toBe(0.025);
});

test.each([
  [-0.1, 32, 32, 'lr = -0.1 — expected a number of at least 0'],
  [0.1, 0, 32, 'batchSize = 0 — expected a whole number of at least 1'],
  [0.1, 32, 1.5, 'baseBatchSize = 1.5 — expected a whole number'],
])('refuses %d, %d, %d', (lr, batchSize, baseBatchSize, message) => {
  expect(() => scaleLearningRate(lr, batchSize, baseBatchSize)).toThrow(new RegExp(`^${message}$`));
});
