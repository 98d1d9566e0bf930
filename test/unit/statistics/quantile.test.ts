import { expect, test } from 'vitest';
import { ascending, middleOf, quantile } from '../../../core/statistics/quantile.ts';

// numpy.percentile([7, 1, 3, 10], [0, 25, 50, 75, 100]) and of [7, 1, 3, 10, 2].
test.each([
  [
    [7, 1, 3, 10],
    [1, 2.5, 5, 7.75, 10],
  ],
  [
    [7, 1, 3, 10, 2],
    [1, 2, 3, 7, 10],
  ],
  [[4], [4, 4, 4, 4, 4]],
])('are those of NumPy: %j', (values, expected) => {
  const sorted = ascending(values);
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(sorted, share))).toEqual(expected);
});

test('what has diverged is above all that has not', () => {
  expect(middleOf([Number.NaN, 1, 2, Number.POSITIVE_INFINITY])).toEqual({
    low: 1.75,
    median: Number.POSITIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  });
  expect(middleOf([Number.POSITIVE_INFINITY, 1, 2]).median).toBe(2);
  expect(middleOf([Number.NaN, Number.NaN])).toEqual({
    low: Number.POSITIVE_INFINITY,
    median: Number.POSITIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  });
});
