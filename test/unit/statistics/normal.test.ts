import { expect, test } from 'vitest';
import { normalBelow, normalQuantile } from '../../../core/statistics/normal.ts';
import { probabilities, quantiles } from './scipy.ts';

test.each(quantiles)('quantile of $p', ({ p, z }) => {
  expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(
    1e-12 * Math.max(1, Math.abs(z)) + conditionOf(p),
  );
});

/** Near 1 a probability's last bit moves the quantile: by it over the density. */
function conditionOf(p: number): number {
  return p > 0.5 ? (Number.EPSILON / (1 - p)) * 0.5 : 0;
}

test.each(probabilities)('probability below $z', ({ z, p }) => {
  expect(Math.abs(normalBelow(z) / p - 1)).toBeLessThan(1e-12);
});

test('ends', () => {
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  expect(normalQuantile(0.5)).toBe(0);
});
