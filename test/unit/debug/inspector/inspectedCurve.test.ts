/** The curve above the slider. */
import { expect, test } from 'vitest';
import { inspectedCurve } from '../../../../core/debug/inspector/inspectedCurve.ts';

test('few points are all kept', () => {
  const losses = [3, Number.NaN, 1, Number.POSITIVE_INFINITY];
  const curve = inspectedCurve(
    4,
    (index) => 10 * index,
    (index) => losses[index] ?? 0,
  );
  expect(curve).toEqual({ steps: [0, 10, 20, 30], losses: [3, null, 1, null] });
});

test('of many the first, the last and all peaks are kept', () => {
  const lossOf = (index: number) => {
    if (index === 70_001) return 1e6;
    if (index === 90_002) return -1e6;
    return index >= 99_990 ? Number.NaN : 1 + Math.sin(index);
  };
  const { steps, losses } = inspectedCurve(100_000, (index) => index, lossOf);
  expect(steps.length).toBeLessThan(810);
  expect([steps[0], steps.at(-1)]).toEqual([0, 99_999]);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(Math.max(...losses.map(Number))).toBe(1e6);
  expect(Math.min(...losses.map(Number))).toBe(-1e6);
  // Where losses stop being finite.
  expect(losses.at(-1)).toBeNull();
});
