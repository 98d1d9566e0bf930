import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSurface, surfaces } from '../../../core/problems/surfaces/index.ts';
import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { createRandom } from '../../../core/random.ts';
import { problems } from '../optimizers/problems.ts';
import { readReference } from '../optimizers/readReference.ts';
import { centralDifferences, largestDeviation } from './differences.ts';

/** Points all over the window, and the start. */
function pointsOf({ window, start }: Surface, count: number): (readonly [number, number])[] {
  const random = createRandom(1);
  const within = ([low, high]: readonly [number, number]) => low + (high - low) * random.uniform();
  return [start, ...Array.from({ length: count }, () => [within(window.x), within(window.y)] as const)];
}

function gradientAt(surface: Surface, [x, y]: readonly [number, number]): Float64Array {
  const gradient = new Float64Array(2);
  surface.gradient(x, y, gradient);
  return gradient;
}

test('every file that exports a surface is in the table, under the name of its file', () => {
  const folder = new URL('../../../core/problems/surfaces/', import.meta.url);
  const others = ['index.ts', 'surface.ts', 'surfaceObjective.ts'];
  const files = readdirSync(folder).filter((file) => !others.includes(file));
  expect(surfaces.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});

test('finds a surface by id, and none by an unknown one', () => {
  expect(findSurface('rosenbrock')?.name).toBe('Rosenbrock');
  expect(findSurface('toString')).toBeUndefined();
});

describe.each(surfaces)('$id', (surface) => {
  test('its gradient is the slope of its value', () => {
    const value = (at: Float64Array) => surface.value(at[0] ?? 0, at[1] ?? 0);
    for (const point of pointsOf(surface, 200))
      expect(
        largestDeviation(gradientAt(surface, point), centralDifferences(value, Float64Array.from(point))),
      ).toBeLessThan(1e-6);
  });

  test('its minima are flat, lower than all around them, and inside the window', () => {
    expect(surface.minima.length).toBeGreaterThan(0);
    for (const [x, y] of surface.minima) {
      expect(Math.max(...gradientAt(surface, [x, y]).map(Math.abs))).toBeLessThan(1e-12);
      for (const angle of [0, 1, 2, 3, 4, 5, 6])
        expect(surface.value(x + 0.01 * Math.cos(angle), y + 0.01 * Math.sin(angle))).toBeGreaterThan(
          surface.value(x, y),
        );
      expectInside(surface, [x, y]);
    }
  });

  test('its start is inside the window', () => expectInside(surface, surface.start));

  test('its contour levels rise and lie between minimum and the highest corner', () => {
    const { levels, window, minima } = surface;
    expect([...levels].sort((a, b) => a - b)).toEqual(levels);
    const corners = window.x.flatMap((x) => window.y.map((y) => surface.value(x, y)));
    const lowest = Math.min(...minima.map(([x, y]) => surface.value(x, y)));
    expect(levels[0]).toBeGreaterThan(lowest);
    expect(levels.at(-1)).toBeLessThan(Math.max(...corners));
  });

  test('gradient descent at its learning rate goes down', () => {
    const objective = surfaceObjective(surface);
    const parameters = objective.start.slice();
    const gradient = new Float64Array(2);
    const first = objective.loss(parameters);
    for (let step = 0; step < surface.steps; step++) {
      objective.lossAndGradient(parameters, gradient);
      parameters.forEach((value, index) => {
        parameters[index] = value - surface.learningRate * (gradient[index] ?? 0);
      });
    }
    expect(objective.loss(parameters)).toBeLessThan(first);
  });
});

test.each([
  ['valley', 'ill_conditioned'],
  ['rosenbrock', 'rosenbrock'],
] as const)("%s has the reference's value, gradient and minima", (id, name) => {
  const surface = findSurface(id) as Surface;
  const reference = problems[name];
  for (const point of pointsOf(surface, 50)) {
    // Not rounded differently, either: Adam turns a rounding error in place of 0 into a full step.
    expect(Array.from(gradientAt(surface, point))).toEqual(reference?.gradient(point, 1));
    expect(largestDeviation([surface.value(...point)], [reference?.loss(point) ?? 0])).toBeLessThan(1e-15);
  }
  const { problems: files } = readReference<{ problems: Record<string, { minima: number[][] }> }>(
    'problems.json',
  );
  expect(surface.minima).toEqual(files[name]?.minima);
});

test("the valley's largest curvature is that of its value", () => {
  const { value, largestCurvature } = findSurface('valley') as Surface;
  const second = (value(2e-3, 0) - 2 * value(1e-3, 0) + value(0, 0)) / 1e-6;
  expect(second).toBeCloseTo(largestCurvature ?? 0, 6);
});

test('an objective starts where it is told to, and leaves its start alone', () => {
  const surface = findSurface('valley') as Surface;
  const objective = surfaceObjective(surface, [3, 4]);
  const gradient = new Float64Array(2);
  expect([...objective.start]).toEqual([3, 4]);
  expect(objective.lossAndGradient(objective.start, gradient)).toBe(458);
  expect([...gradient]).toEqual([300, 4]);
  expect([...surfaceObjective(surface).start]).toEqual([1, 10]);
});

function expectInside({ window }: Surface, [x, y]: readonly [number, number]): void {
  expect(x > window.x[0] && x < window.x[1] && y > window.y[0] && y < window.y[1]).toBe(true);
}
