import { expect, test } from 'vitest';
import { drawStart } from '../../../core/problems/surfaces/drawStart.ts';
import { rosenbrock } from '../../../core/problems/surfaces/rosenbrock.ts';
import { describeSurface } from '../../../core/problems/surfaces/typed/describeSurface.ts';
import { parseSurface } from '../../../core/problems/surfaces/typed/parseSurface.ts';

const range = { x: [-1.5, 0.5], y: [2, 10] } as const;
const drawn = (seed: number, surface = rosenbrock) => drawStart(surface, range, seed) ?? expect.fail('none');

test('a seed draws the same start each time, and another seed another one', () => {
  expect(drawn(3)).toEqual(drawn(3));
  const all = Array.from({ length: 100 }, (_, seed) => drawn(seed).join());
  expect(new Set(all).size).toBe(100);
  // Files name seeds: what they draw never changes.
  expect(drawn(0)[0]).toBe(0.022553227650780938);
});

test('starts are spread evenly over the range, with both coordinates independent', () => {
  const starts = Array.from({ length: 4000 }, (_, seed) => drawn(seed));
  const shares = starts.map(([x, y]) => [(x + 1.5) / 2, (y - 2) / 8] as const);
  for (const side of [0, 1] as const) {
    const values = shares.map((share) => share[side]).sort((a, b) => a - b);
    const farthest = Math.max(...values.map((value, i) => Math.abs(value - (i + 0.5) / values.length)));
    // Kolmogorov and Smirnov: above this in one of a thousand.
    expect(farthest).toBeLessThan(1.95 / Math.sqrt(values.length));
  }
  const both = shares.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0) / shares.length;
  expect(Math.abs(both)).toBeLessThan(0.005);
});

test('a point where the loss or its slope is not finite is drawn again', () => {
  const half = describeSurface(parseSurface('log(x) + y**2'));
  for (let seed = 0; seed < 50; seed++) expect(drawn(seed, half)[0]).toBeGreaterThan(0);
});

test('where a run can begin nowhere in the range there is no start', () => {
  const right = describeSurface(parseSurface('sqrt(x - 4) + y**2'));
  expect(drawStart(right, range, 0)).toBeNull();
});
