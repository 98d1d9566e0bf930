/** Where single precision has too few digits for a map. */
import { expect, test } from 'vitest';
import { tellsApart } from '../../../core/map/singlePrecision.ts';

/** From 1 to 2, floats are so far apart. */
const float = 2 ** -23;

test('cells are told apart where they are four floats apart', () => {
  expect(tellsApart(Float64Array.of(1, 1 + 4 * float, 1 + 9 * float))).toBe(true);
  expect(tellsApart(Float64Array.of(1, 1 + 4 * float, 1 + 7 * float))).toBe(false);
  expect(tellsApart(Float64Array.of(1))).toBe(true);
});

test('floats are nearer to each other the smaller they are, and below the smallest there are none', () => {
  expect(tellsApart(Float64Array.of(1e-30, 1.001e-30))).toBe(true);
  expect(tellsApart(Float64Array.of(1000, 1000.0001))).toBe(false);
  expect(tellsApart(Float64Array.of(0, 1e-6))).toBe(true);
  expect(tellsApart(Float64Array.of(0, 1e-46))).toBe(false);
  expect(tellsApart(Float64Array.of(-1, -1 + 2 * float))).toBe(false);
  expect(tellsApart(Float64Array.of(-1e-3, -0.999e-3))).toBe(true);
});
