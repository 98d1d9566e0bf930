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

test('a thread is worth 5 million operations: 4 and 6 for each weight and row, and 20 for the update', () => {
  // 1000 × 1000 weights and one row: 4 million and 20 million for the update.
  expect(usefulThreads({ widths: [1000, 1000], batchSize: 16 }, 100)).toBe(1);
  // 100 × 100 weights in each of two layers.
  const operations = (rows: number) => 1e4 * (4 * rows + 20) + 1e4 * (6 * rows + 20);
  for (const rows of [45, 46, 95, 96, 145, 146, 1000])
    expect(usefulThreads({ widths: [100, 100, 100], batchSize: rows }, 100), `${rows} rows`).toBe(
      Math.max(1, Math.min(Math.ceil(rows / 16), Math.floor(operations(rows) / 5e6))),
    );
});

test('there is one thread at least', () => {
  expect(usefulThreads({ widths: [1, 1], batchSize: 1 }, 4)).toBe(1);
  expect(usefulThreads(large, 1)).toBe(1);
});
