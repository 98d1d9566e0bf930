import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valuesOfRange } from '../../../core/experiment/valueRange.ts';

const log = (from: number, to: number, count: number) => valuesOfRange({ from, to, count, scale: 'log' });
const linear = (from: number, to: number, count: number) =>
  valuesOfRange({ from, to, count, scale: 'linear' });

test('a log range has the same factor between neighbours, written as people would', () => {
  expect(log(1e-4, 1, 9)).toEqual([0.0001, 0.000316, 0.001, 0.00316, 0.01, 0.0316, 0.1, 0.316, 1]);
  expect(log(1, 8, 4)).toEqual([1, 2, 4, 8]);
  expect(log(0.1, 0.1234567, 2)).toEqual([0.1, 0.1234567]);
  // 1.001 and 1.002 would be 1 and 1: close values have more digits.
  expect(log(1, 1.003, 4)).toEqual([1, 1.001, 1.002, 1.003]);
});

test('a linear range has the same difference between neighbours', () => {
  expect(linear(0, 1, 4)).toEqual([0, 0.333, 0.667, 1]);
  expect(linear(0.9, 0.99, 10)).toEqual([0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99]);
  expect(linear(-1, 1, 3)).toEqual([-1, 0, 1]);
  expect(linear(1000, 1010, 5)).toEqual([1000, 1002.5, 1005, 1007.5, 1010]);
  expect(linear(0, 3e6, 4)).toEqual([0, 1e6, 2e6, 3e6]);
});

test('numbers at the ends of what there is are none that are too large or too small', () => {
  expect(log(Number.MIN_VALUE, Number.MAX_VALUE, 3).every(Number.isFinite)).toBe(true);
  expect(linear(-Number.MAX_VALUE, Number.MAX_VALUE, 3)).toEqual([-Number.MAX_VALUE, 0, Number.MAX_VALUE]);
  expect(linear(1e-200, 3e-200, 3)).toEqual([1e-200, expect.closeTo(2e-200, 210), 3e-200]);
});

test('values go up from end to end, and both ends are exact', () => {
  const end = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      end,
      end,
      fc.integer({ min: 2, max: 64 }),
      fc.constantFrom('log', 'linear'),
      (a, b, count, scale) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(to / from > 1.001);
        const values = valuesOfRange({ from, to, count, scale });
        expect(values).toHaveLength(count);
        expect([values[0], values.at(-1)]).toEqual([from, to]);
        for (const [index, value] of values.entries())
          if (index > 0) expect(value).toBeGreaterThan(Number(values[index - 1]));
      },
    ),
  );
});
