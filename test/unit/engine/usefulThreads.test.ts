import { expect, test } from 'vitest';
import { usefulThreads } from '../../../core/engine/cpu/network/usefulThreads.ts';

const large = { widths: [784, 512, 512, 10], batchSize: 128 };

test('a large step is worth as many threads as there are, a small one only its own', () => {
  expect(usefulThreads(large, 4)).toBe(4);
  expect(usefulThreads({ widths: [784, 128, 10], batchSize: 32 }, 8)).toBe(2);
  expect(usefulThreads({ widths: [64, 64, 10], batchSize: 32 }, 8)).toBe(1);
  expect(usefulThreads({ widths: [2, 16, 16, 1], batchSize: 256 }, 8)).toBe(1);
});

test('there are no more threads than shares of 16 rows', () => {
  expect(usefulThreads({ ...large, batchSize: 40 }, 8)).toBe(3);
  expect(usefulThreads({ ...large, batchSize: 1 }, 8)).toBe(1);
});
