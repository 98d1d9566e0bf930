import { expect, test } from 'vitest';
import { performanceProfile, profileFactors } from '../../../core/fairComparison/performanceProfile.ts';

test('at factor 1 those that are best, further on those within the factor', () => {
  const [a = [], b = []] = performanceProfile([
    [1, 2],
    [3, 1],
    [5, 5],
    [Number.POSITIVE_INFINITY, 4],
  ]);
  expect(profileFactors[0]).toBe(1);
  expect(profileFactors.at(-1)).toBeCloseTo(4, 12);
  expect([a[0], b[0]]).toEqual([0.5, 0.75]);
  const atTwo = profileFactors.findIndex((factor) => factor >= 2 * (1 - 1e-12));
  expect([a[atTwo], b[atTwo]]).toEqual([0.5, 1]);
  expect([a.at(-1), b.at(-1)]).toEqual([0.75, 1]);
});

test('where all diverged nobody is within any factor, and a best of 0 is reached by 0 alone', () => {
  const none = performanceProfile([[Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]]);
  expect(none.map((share) => share.at(-1))).toEqual([0, 0]);
  const zero = performanceProfile([[0, 1e-9]]);
  expect(zero.map((share) => share.at(-1))).toEqual([1, 0]);
});
