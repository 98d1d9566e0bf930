import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSurface, surfaces } from '../../../core/problems/surfaces/index.ts';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { findMinima } from '../../../core/problems/surfaces/typed/findMinima.ts';
import { measureHeights } from '../../../core/problems/surfaces/typed/heights.ts';
import { readReference } from '../optimizers/readReference.ts';
import { centralDifferences, largestDeviation } from './differences.ts';
import { descend, gradientAt, newtonStep, pointsOf, surfaceNamed } from './surfacesTools.ts';

test('every file that exports a surface is in the table, under the name of its file', () => {
  const folder = new URL('../../../core/problems/surfaces/', import.meta.url);
  const others = [
    'drawStart.ts',
    'finiteAt.ts',
    'index.ts',
    'quadratic.ts',
    'surface.ts',
    'surfaceObjective.ts',
  ];
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !others.includes(file));
  expect(surfaces.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('no two surfaces have the same id, name or formula', () => {
  for (const field of ['id', 'name', 'formula'] as const)
    expect(new Set(surfaces.map((surface) => surface[field])).size).toBe(surfaces.length);
});

test('formulas are written as people read them', () => {
  for (const { formula } of surfaces) expect(formula).not.toMatch(/[-*^]|\bsqrt\b|\bpi\b/);
});

test('finds a surface by id, and none by an unknown one', () => {
  expect(findSurface('rosenbrock')?.name).toBe('Rosenbrock');
  expect(findSurface('toString')).toBeUndefined();
});

describe.each(surfaces)('$id', (surface) => {
  const { window, levels, minima, localMinima = [], start, starts } = surface;

  test('its gradient is the slope of its value', () => {
    const value = (at: Float64Array) => surface.value(at[0] ?? 0, at[1] ?? 0);
    for (const point of pointsOf(surface, 200))
      expect(
        largestDeviation(gradientAt(surface, point), centralDifferences(value, Float64Array.from(point))),
      ).toBeLessThan(1e-6);
  });

  test('its minima are stationary to the last digit, and lower than all around them', () => {
    expect(minima.length).toBeGreaterThan(0);
    for (const [x, y] of [...minima, ...localMinima]) {
      // The way to where the gradient is 0, in units of the last digit. An exact 0 is as good.
      expect(newtonStep(surface, [x, y])).toBeLessThan(2 ** -52 * Math.max(1, Math.abs(x), Math.abs(y)));
      for (let angle = 0; angle < 6.3; angle += 0.1)
        for (const radius of [1e-2, 1e-4])
          expect(surface.value(x + radius * Math.cos(angle), y + radius * Math.sin(angle))).toBeGreaterThan(
            surface.value(x, y),
          );
      expectInside(surface, [x, y]);
    }
  });

  test('its minima are equally low, and its local minima are not', () => {
    const [lowest = Number.NaN, ...heights] = minima.map((point) => surface.value(...point));
    for (const height of heights) expect(Math.abs(height - lowest)).toBeLessThan(1e-24);
    for (const point of localMinima) expect(surface.value(...point)).toBeGreaterThan(lowest + 1);
  });

  test('a search of its window finds its minima, and those that it lists besides', () => {
    const found = findMinima(surface, measureHeights(surface, window));
    expectSamePoints(found.lowest, minima);
    expectSamePoints(found.others, localMinima);
  });

  test('its starts are apart from each other, inside the window and sloping; the first is its start', () => {
    expect(starts.length).toBeGreaterThanOrEqual(2);
    expect(starts[0]?.at).toEqual(start);
    expect(new Set(starts.map(({ label }) => label)).size).toBe(starts.length);
    expect(new Set(starts.map(({ at }) => at.join())).size).toBe(starts.length);
    for (const { at } of starts) {
      expectInside(surface, at);
      expect(gradientAt(surface, at).some((slope) => slope !== 0)).toBe(true);
    }
  });

  test('its contour levels rise, and each is somewhere in the window', () => {
    expect([...levels].sort((a, b) => a - b)).toEqual(levels);
    const lowest = Math.min(...minima.map(([x, y]) => surface.value(x, y)));
    expect(levels[0]).toBeGreaterThan(lowest);
    expect(levels.at(-1)).toBeLessThan(Math.max(...measureHeights(surface, window).values));
  });

  test.each(starts)('gradient descent at its learning rate goes down from $at, $label', ({ at }) => {
    const losses = descend(surface, at);
    const [first = Number.NaN] = losses;
    expect(Math.max(...losses)).toBe(first);
    expect(losses.at(-1)).toBeLessThan(first);
  });
});

test.each([
  ['valley', 'ill_conditioned'],
  ['rosenbrock', 'rosenbrock'],
  ['beale', 'beale'],
  ['himmelblau', 'himmelblau'],
  ['rastrigin', 'rastrigin'],
  ['booth', 'booth'],
])("%s has the reference's minima, and starts where its runs start", (id, name) => {
  const { minima, start } = surfaceNamed(id);
  const reference = readReference<{
    problems: Record<string, { minima: Point[] }>;
    starts: Record<string, { problem: string; start: number[] }>;
  }>('problems.json');
  const known = reference.problems[name]?.minima ?? [];
  expect(minima.length).toBe(known.length);
  for (const [i, minimum] of minima.entries()) {
    // Himmelblau's are given to six decimals there, the last not always rounded.
    if (id === 'himmelblau') expect(largestDeviation(minimum, known[i] ?? [])).toBeLessThan(1e-6);
    else expect(minimum).toEqual(known[i]);
  }
  const runs = Object.values(reference.starts).filter(({ problem }) => problem === name);
  expect(runs.map((run) => run.start)).toContainEqual(start);
});

test("the tip of Ackley's funnel has a value and a gradient of 0", () => {
  const ackley = surfaceNamed('ackley');
  expect(ackley.value(0, 0)).toBe(0);
  expect([...gradientAt(ackley, [0, 0])]).toEqual([0, 0]);
  const [slope = 0] = gradientAt(ackley, [1e-200, 0]);
  expect(slope).toBeCloseTo(2 * Math.SQRT2, 12);
});

test('the two minima of sharpAndFlat have curvatures 50 and 1', () => {
  const surface = surfaceNamed('sharpAndFlat');
  const curvatures = surface.minima.map(([x, y]) => {
    const [right = 0] = gradientAt(surface, [x + 1e-6, y]);
    const [left = 0] = gradientAt(surface, [x - 1e-6, y]);
    return (right - left) / 2e-6;
  });
  expect(curvatures[0]).toBeCloseTo(50, 6);
  expect(curvatures[1]).toBeCloseTo(1, 6);
});

test.each([
  [0.02, 'comes to rest in the sharp minimum', 1],
  [0.06, 'keeps jumping about the sharp minimum', undefined],
  [0.2, 'leaves the sharp minimum for the flat one', -1],
])('on sharpAndFlat a learning rate of %d %s', (learningRate, _, end) => {
  const surface = { ...surfaceNamed('sharpAndFlat'), learningRate };
  const path: Point[] = [];
  descend(surface, surface.start, (x, y) => path.push([x, y]));
  const [[x0, y0] = [0, 0], [x, y] = [0, 0]] = path.slice(-2);
  if (end === undefined) {
    expect(path.every(([at]) => at > 0)).toBe(true);
    expect(Math.hypot(x - x0, y - y0)).toBeGreaterThan(0.1);
  } else {
    expect(x).toBeCloseTo(end, 9);
    expect(y).toBeCloseTo(0, 9);
  }
});

test('exactly on its axis the saddle holds a run, beside it not', () => {
  const saddle = surfaceNamed('saddle');
  const [beside, on] = saddle.starts.map(({ at }) => descend(saddle, at).at(-1));
  expect(on).toBeCloseTo(0.25, 6);
  expect(beside).toBeLessThan(1e-10);
});

test('an objective starts where it is told to, and leaves its start alone', () => {
  const surface = surfaceNamed('valley');
  const objective = surfaceObjective(surface, [3, 4]);
  const gradient = new Float64Array(2);
  expect([...objective.start]).toEqual([3, 4]);
  expect(objective.lossAndGradient(objective.start, gradient)).toBe(458);
  expect([...gradient]).toEqual([300, 4]);
  expect([...surfaceObjective(surface).start]).toEqual([1, 10]);
});

function expectInside({ window }: Surface, [x, y]: Point): void {
  expect(x > window.x[0] && x < window.x[1] && y > window.y[0] && y < window.y[1]).toBe(true);
}

function expectSamePoints(found: readonly Point[], wanted: readonly Point[]): void {
  expect(found.length).toBe(wanted.length);
  for (const point of wanted)
    expect(Math.min(...found.map((other) => largestDeviation(other, point)))).toBeLessThan(1e-7);
}
