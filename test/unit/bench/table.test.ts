import { describe, expect, test } from 'vitest';
import type { Outcome, Result } from '../../bench/training/contest.ts';
import { formatRatio, formatTime } from '../../bench/training/format.ts';
import { aligned, headingOf, markdownTable, rowOf } from '../../bench/training/table.ts';
import { workloadsIn } from '../../bench/training/workloads.ts';

test.each([
  [0.9994e-7, '99.9 ns'],
  [0.99951e-6, '1.00 µs'],
  [4.2549e-6, '4.25 µs'],
  [118.4e-6, '118 µs'],
  [0.0143, '14.3 ms'],
  [0.9996, '1.00 s'],
])('%d s are %s', (seconds, text) => {
  expect(formatTime(seconds)).toBe(text);
});

test.each([
  [0.594, 'x0.59'],
  [9.996, 'x10.0'],
  [99.96, 'x100'],
  [2702.4, 'x2702'],
])('%d times as long is %s', (ratio, text) => {
  expect(formatRatio(ratio)).toBe(text);
});

describe('the table', () => {
  const [workload] = workloadsIn('').filter(({ name }) => name === 'MNIST size 784-128-10, batch 128, Adam');
  if (!workload) throw new Error('there is this workload');
  const outcomes = new Map<string, Outcome>([
    ['engine', { kind: 'done', times: [2e-3, 1e-3, 3e-3] }],
    ['PyTorch', { kind: 'done', times: [4e-3, 3e-3, 3e-3] }],
    ['NumPy', { kind: 'different', reason: 'has loss 2' }],
  ]);
  const result: Result = { workload, outcomes };
  const columns = { ours: 'engine', others: ['PyTorch', 'NumPy'], peak: 104e9 };
  const heading = headingOf(columns);
  const row = rowOf(result, columns);

  test('has our median and best time, operations of the best, and how much longer others take', () => {
    expect(row).toEqual([
      'MNIST size 784-128-10, batch 128, Adam',
      '2.00 ms',
      '1.00 ms',
      '52.4',
      '50 %',
      'x2.00 (3.00)',
      'different',
    ]);
  });

  test('has the columns of rows below those of the heading', () => {
    const [first, second] = [aligned(heading, heading), aligned(row, heading)];
    expect(first.indexOf('GFLOP/s') + 'GFLOP/s'.length).toBe(second.indexOf('52.4') + 4);
    expect(first.length).toBe(second.length);
  });

  test('is a table of Markdown', () => {
    const lines = ['| a    |    b |', '| ---- | ---: |', '| name | 1.25 |'];
    expect(markdownTable(['a', 'b'], [['name', '1.25']]).split('\n')).toEqual(lines);
  });
});
