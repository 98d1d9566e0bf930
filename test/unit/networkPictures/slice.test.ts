/** Which plane is looked at, and what of it. */
import { expect, test } from 'vitest';
import type { WeightPath } from '../../../core/networkPictures/followRun.ts';
import { planSlice } from '../../../core/networkPictures/slice.ts';
import { createRandom } from '../../../core/random.ts';

const random = createRandom(3);
const weights = (scale = 1) => Float64Array.from({ length: 9 }, () => scale * random.normal());
const pathOf = (...points: Float64Array[]): WeightPath => ({
  steps: Int32Array.from(points.keys()),
  points,
});
const widths = [2, 3];
const start = weights();
const paths = [1, 2, 3].map(() => pathOf(start, weights(), weights()));
const ends = { run: 0, kind: 'ends', seed: 0 } as const;

test('the other run is the best of the others, whatever the loss of the run itself', () => {
  expect(planSlice(paths, widths, [0.1, 0.3, 0.2], ends).other).toBe(2);
  expect(planSlice(paths, widths, [0.1, 0.2, 0.3], ends).other).toBe(1);
  expect(planSlice(paths, widths, [0.1, Number.NaN, 0.3], ends).other).toBe(2);
  expect(planSlice(paths, widths, [0.1, 0.2, 0.3], { ...ends, run: 1 }).other).toBe(0);
});

test('the origin is the start; at random it is the end', () => {
  const [path] = paths;
  expect(planSlice(paths, widths, [1, 1, 1], ends).plane.origin).toBe(start);
  const atRandom = planSlice(paths, widths, [1, 1, 1], { ...ends, kind: 'random' });
  expect(atRandom.plane.origin).toBe(path?.points.at(-1));
});

test('directions are random where start and ends lie on a line', () => {
  const same = [pathOf(start, weights()), pathOf(start, start)];
  expect(planSlice(same, widths, [1, 1], ends)).toMatchObject({ kind: 'random', other: null });
});

test('random directions show more where the path leads further, up to a limit', () => {
  const request = { ...ends, kind: 'random' } as const;
  const reachOf = (scale: number) => {
    const end = weights();
    const far = end.map((value, i) => value * (1 + (i < 6 ? scale : 0)));
    const { window } = planSlice([pathOf(far, end)], widths, [1], request);
    expect(window.x).toEqual(window.y);
    return window.x[1];
  };
  expect(reachOf(0)).toBe(1);
  expect(reachOf(1000)).toBe(2);
});

test('what is shown of a plane has a fifth more than its paths on each side', () => {
  const { window, paths: found } = planSlice(paths, widths, [1, 1, 1], ends);
  for (const [axis, [low, high]] of [window.x, window.y].entries()) {
    const seen = found.flatMap(({ coordinates }) => [...coordinates].filter((_, i) => i % 2 === axis));
    const [least, most] = [Math.min(...seen), Math.max(...seen)];
    expect(low).toBeCloseTo(least - 0.2 * (most - least), 12);
    expect(high).toBeCloseTo(most + 0.2 * (most - least), 12);
  }
});

test('each path has the steps of its points', () => {
  const { paths: found } = planSlice(paths, widths, [1, 1, 1], ends);
  expect(found.map(({ steps }) => [...steps])).toEqual([
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
  ]);
  expect(found.map(({ coordinates }) => coordinates.length)).toEqual([6, 6, 6]);
});
