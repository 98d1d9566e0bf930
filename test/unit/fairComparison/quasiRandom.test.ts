import { expect, test } from 'vitest';
import { haltonPoint } from '../../../core/fairComparison/quasiRandom.ts';

test('coordinates are the digits of the number behind the point, in the bases 2, 3 and 5', () => {
  expect(haltonPoint(0, 3)).toEqual([1 / 2, 1 / 3, 1 / 5]);
  expect(haltonPoint(1, 2)).toEqual([1 / 4, 2 / 3]);
  // 6 is 110 in base 2 and 20 in base 3.
  const [x, y] = haltonPoint(5, 2);
  expect(x).toBeCloseTo(3 / 8, 15);
  expect(y).toBeCloseTo(2 / 9, 15);
});

test('the first 16 points have one in each sixteenth of the first axis, and none on its ends', () => {
  const cells = Array.from({ length: 16 }, (_, number) => Math.floor(16 * (haltonPoint(number, 1)[0] ?? 1)));
  expect(new Set(cells).size).toBe(16);
  for (let number = 0; number < 200; number++)
    for (const coordinate of haltonPoint(number, 7)) {
      expect(coordinate).toBeGreaterThan(0);
      expect(coordinate).toBeLessThan(1);
    }
});

test('more dimensions than there are bases are refused', () => {
  expect(() => haltonPoint(0, 8)).toThrow('dimensions = 8 — expected at most 7');
});
