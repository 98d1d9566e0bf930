import { expect, test } from 'vitest';
import { bcaInterval, meanOf, resampledMeans } from '../../../core/statistics/bootstrap.ts';
import { cases } from './scipy.ts';

test.each(cases)('the interval is that of SciPy with the same means: $name', (each) => {
  const scale = Math.max(...each.differences.map(Math.abs));
  for (const { confidence, interval } of each.intervals) {
    const { low, high } = bcaInterval(each.differences, each.means, confidence);
    expect(Math.abs(low - interval[0])).toBeLessThan(1e-12 * scale);
    expect(Math.abs(high - interval[1])).toBeLessThan(1e-12 * scale);
  }
});

// Ends of SciPy's 400,000 resamples and of our 100,000 differ by chance: a share of 0.025 is off by sqrt(0.025 · 0.975 / 100,000),
// where the density is 0.058 a standard error, so by 0.0085 of it, and as much by the bias. With one value far away means lie in heaps,
// and an end may be on either side of a gap.
test.each(cases.filter(({ name, differences }) => differences.length >= 6 && name !== 'one far away'))(
  'own resamples lead to the interval of SciPy: $name',
  (each) => {
    const means = resampledMeans(each.differences, 100_000, 1);
    const { low, high } = bcaInterval(each.differences, means, 0.95);
    expect(Math.abs(low - each.interval[0])).toBeLessThan(0.06 * each.standardError);
    expect(Math.abs(high - each.interval[1])).toBeLessThan(0.06 * each.standardError);
    expect(Math.abs(meanOf(means) - meanOf(each.differences))).toBeLessThan(0.015 * each.standardError);
  },
);

test('means are in ascending order, and the same for the same seed only', () => {
  const means = resampledMeans([1, 2, 4, 8], 500, 3);
  expect(means).toEqual(Float64Array.from(means).sort());
  expect(resampledMeans([1, 2, 4, 8], 500, 3)).toEqual(means);
  expect(resampledMeans([1, 2, 4, 8], 500, 4)).not.toEqual(means);
});

test('a sample without spread has an interval without width', () => {
  expect(bcaInterval([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], 0.95)).toEqual({
    low: meanOf([0.1, 0.1, 0.1]),
    high: meanOf([0.1, 0.1, 0.1]),
  });
});

test('the interval lies within the means, also where all of them are to one side', () => {
  const { low, high } = bcaInterval([1, 2, 3], [4, 5, 6], 0.95);
  expect(low).toBeGreaterThanOrEqual(4);
  expect(high).toBeLessThanOrEqual(6);
});
