import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunningMean } from '../../../core/race/runningMean.ts';

/** By its definition. */
function meansOf(values: readonly number[], steps: number): number[] {
  return values.map((_, index) => {
    const recent = values.slice(Math.max(0, index + 1 - steps), index + 1);
    return recent.reduce((sum, value) => sum + value, 0) / recent.length;
  });
}

test('is the mean of the last values', () => {
  const losses = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 200 });
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 70 }), (values, steps) => {
      const means = [...new RunningMean(steps).next(values)];
      const expected = meansOf(values, steps);
      expect(means).toHaveLength(expected.length);
      for (const [index, mean] of means.entries())
        expect(Math.abs(mean - (expected[index] ?? 0))).toBeLessThanOrEqual(1e-12 * mean);
    }),
  );
});

test('over one step, is each value itself', () => {
  expect([...new RunningMean(1).next([0.1, 3, 1e-20])]).toEqual([0.1, 3, 1e-20]);
});

test('forgets high values without a trace', () => {
  const means = new RunningMean(3).next([1e20, 1e20, 1e20, 1e-20, 1e-20, 1e-20, 1e-20]);
  expect(means.at(-1)).toBeCloseTo(1e-20, 30);
  expect(means.at(-2)).toBeCloseTo(1e-20, 30);
});
