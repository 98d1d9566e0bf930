import { expect, test } from 'vitest';
import { bestSoFar } from '../../../core/fairComparison/bestSoFar.ts';

/** All ways to draw `count` of the scores. */
function* draws(scores: readonly number[], count: number, from = 0): Generator<number[]> {
  if (count === 0) return yield [];
  for (let first = from; first <= scores.length - count; first++)
    for (const others of draws(scores, count - 1, first + 1)) yield [scores[first] ?? Number.NaN, ...others];
}

/** The smallest score that at least `share` of all draws reach. */
function counted(scores: readonly number[], count: number, share: number): number {
  const bests = [...draws(scores, count)].map((drawn) => Math.min(...drawn)).sort((a, b) => a - b);
  return bests[Math.ceil(share * bests.length) - 1] ?? Number.NaN;
}

test('quartiles are those of all ways to draw n trials', () => {
  const scores = [0.9, 0.3, Number.POSITIVE_INFINITY, 0.1, 0.5, 0.2, 0.7];
  const { median, low, high } = bestSoFar(scores);
  for (const [index] of scores.entries()) {
    expect(median[index], `median of ${index + 1}`).toBe(counted(scores, index + 1, 0.5));
    expect(low[index], `low of ${index + 1}`).toBe(counted(scores, index + 1, 0.25));
    expect(high[index], `high of ${index + 1}`).toBe(counted(scores, index + 1, 0.75));
  }
});

test('after all trials it is the best one, whatever the order; where all diverged it is infinite', () => {
  expect(bestSoFar([3, 1, 2]).high.at(-1)).toBe(1);
  expect(bestSoFar([Number.POSITIVE_INFINITY]).median).toEqual([Number.POSITIVE_INFINITY]);
  expect(bestSoFar([]).median).toEqual([]);
});
