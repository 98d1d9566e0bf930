import { expect, test } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { signFlipP } from '../../../core/statistics/signFlip.ts';
import { cases } from './scipy.ts';

test.each(cases)('p is that of SciPy: $name', ({ differences, p }) => {
  expect(signFlipP(differences)).toBe(p);
});

test.each([1, 2, 3, 5, 8, 11])('counts all signs of %i pairs', (pairs) => {
  const random = createRandom(pairs);
  const differences = Array.from({ length: pairs }, () => Math.round(random.normal() * 4));
  const sum = Math.abs(differences.reduce((total, each) => total + each, 0));
  let count = 0;
  for (let signs = 0; signs < 2 ** pairs; signs++) {
    const flipped = differences.reduce((total, each, bit) => total + ((signs >> bit) & 1 ? each : -each), 0);
    if (Math.abs(flipped) >= sum) count++;
  }
  expect(signFlipP(differences)).toBe(count / 2 ** pairs);
});

test('equal differences have the least p there is, however their sum is rounded', () => {
  for (let pairs = 1; pairs <= 30; pairs++)
    expect(signFlipP(Array.from({ length: pairs }, () => 0.1))).toBe(2 / 2 ** pairs);
});

test('no difference, no doubt: p is 1', () => {
  expect(signFlipP([0, 0, 0, 0, 0, 0])).toBe(1);
  expect(signFlipP([1, -1])).toBe(1);
});

test('beyond 40 pairs signs are drawn, the same ones for a seed', () => {
  const random = createRandom(9);
  const forty = Array.from({ length: 40 }, () => random.normal() + 0.25);
  // A pair without a difference changes no sum: exact and drawn p are of the same thing.
  const drawn = signFlipP([...forty, 0], 5);
  const exact = signFlipP(forty);
  expect(drawn).not.toBe(exact);
  expect(Math.abs(drawn - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 99_999));
  expect(signFlipP([...forty, 0], 5)).toBe(drawn);
  expect(signFlipP(Array.from({ length: 60 }, () => 1))).toBe(1 / 100_000);
});
