/** Planes through weights: directions, three points, and what of a path lies in them. */
import { describe, expect, test } from 'vitest';
import { filterNormalized } from '../../../core/networkPictures/directions.ts';
import {
  dot,
  farthestFromLine,
  type Plane,
  planeThrough,
  writePoint,
} from '../../../core/networkPictures/plane.ts';
import { projectPath } from '../../../core/networkPictures/projectPath.ts';
import { createRandom } from '../../../core/random.ts';

const random = createRandom(7);
const vector = (length = 12) => Float64Array.from({ length }, () => random.normal());
const pointOf = (plane: Plane, a: number, b: number) => {
  const into = new Float64Array(plane.origin.length);
  writePoint(plane, a, b, into);
  return into;
};
const coordinatesOf = (plane: Plane, point: Float64Array) => [...projectPath(plane, [point]).coordinates];
const distance = (a: Float64Array, b: Float64Array) =>
  Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)));

describe('a filter-normalised direction', () => {
  const widths = [3, 4, 2];
  // W1 3 × 4 and b1, W2 4 × 2 and b2.
  const weights = vector(3 * 4 + 4 + 4 * 2 + 2);
  weights[5] = 0;
  const direction = filterNormalized(widths, weights, 3, 0);
  const intoUnit = (values: Float64Array, begin: number, inputs: number, outputs: number, unit: number) =>
    Math.hypot(...Array.from({ length: inputs }, (_, row) => values[begin + row * outputs + unit] ?? 0));

  test('has for each unit the length of the weights into it', () => {
    for (let unit = 0; unit < 4; unit++)
      expect(intoUnit(direction, 0, 3, 4, unit)).toBeCloseTo(intoUnit(weights, 0, 3, 4, unit), 12);
    for (let unit = 0; unit < 2; unit++)
      expect(intoUnit(direction, 16, 4, 2, unit)).toBeCloseTo(intoUnit(weights, 16, 4, 2, unit), 12);
  });

  test('leaves biases where they are, and points nowhere from weights of 0', () => {
    expect([...direction.subarray(12, 16), ...direction.subarray(24)]).toEqual(new Array(6).fill(0));
    const ofNothing = filterNormalized(widths, new Float64Array(26), 3, 0);
    expect(ofNothing.every((value) => value === 0)).toBe(true);
  });

  test('is another by seed and by stream, and the same again', () => {
    expect(filterNormalized(widths, weights, 3, 0)).toEqual(direction);
    expect(filterNormalized(widths, weights, 4, 0)).not.toEqual(direction);
    expect(filterNormalized(widths, weights, 3, 1)).not.toEqual(direction);
  });
});

describe('the plane through three points', () => {
  const [a, b, c] = [vector(), vector(), vector()];
  const plane = planeThrough(a, b, c) ?? expect.fail('no plane');

  test('holds them, at their distances', () => {
    for (const point of [a, b, c]) {
      const [x = 0, y = 0] = coordinatesOf(plane, point);
      expect(distance(pointOf(plane, x, y), point)).toBeLessThan(1e-12);
      expect(Math.hypot(x, y)).toBeCloseTo(distance(a, point), 12);
    }
    expect(coordinatesOf(plane, a)).toEqual([0, 0]);
    expect(coordinatesOf(plane, b)[0]).toBeCloseTo(distance(a, b), 12);
    expect(coordinatesOf(plane, b)[1]).toBeCloseTo(0, 12);
    expect(coordinatesOf(plane, c)[1]).toBeGreaterThan(0);
  });

  test('has directions of length 1 at a right angle', () => {
    const { u, v } = plane;
    expect([dot(u, u), dot(u, v), dot(v, v)].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([
      1, 0, 1,
    ]);
  });

  test('is none where they lie on a line, or two are one', () => {
    const between = a.map((value, i) => value + 0.3 * ((b[i] ?? 0) - value));
    for (const [first, second, third] of [
      [a, b, between],
      [a, a, b],
      [a, b, a],
      [a, b, b],
    ] as const)
      expect(planeThrough(first, second, third)).toBeNull();
  });
});

test('the point farthest from a line is found, also where the line is a point', () => {
  const line = [Float64Array.of(0, 0, 0), Float64Array.of(2, 0, 0)] as const;
  const points = [Float64Array.of(9, 1, 0), Float64Array.of(1, 1, -2), Float64Array.of(-4, 0, 2)];
  expect(farthestFromLine(...line, points)).toBe(points[1]);
  expect(farthestFromLine(line[0], line[0], points)).toBe(points[0]);
});

describe('a path in a plane', () => {
  /** Neither of length 1, nor at a right angle. */
  const plane: Plane = { origin: vector(), u: vector(), v: vector() };

  test('has the coordinates of its points, where it lies in it', () => {
    const places = [
      [0, 0],
      [0.5, -2],
      [3, 1],
    ] as const;
    const { coordinates, share } = projectPath(
      plane,
      places.map(([x, y]) => pointOf(plane, x, y)),
    );
    for (const [i, value] of places.flat().entries()) expect(coordinates[i]).toBeCloseTo(value, 12);
    expect(share).toBeCloseTo(1, 12);
  });

  test('has the nearest place in it elsewhere, and the share of its squared distance', () => {
    const point = vector();
    const { coordinates, share } = projectPath(plane, [point]);
    const [x = 0, y = 0] = coordinates;
    const nearest = pointOf(plane, x, y);
    const rest = point.map((value, i) => value - (nearest[i] ?? 0));
    expect(dot(rest, plane.u)).toBeCloseTo(0, 10);
    expect(dot(rest, plane.v)).toBeCloseTo(0, 10);
    const all = distance(point, plane.origin) ** 2;
    expect(share).toBeCloseTo(1 - dot(rest, rest) / all, 12);
    expect(share).toBeLessThan(1);
  });

  test('that never leaves the origin lies in it', () => {
    expect(projectPath(plane, [plane.origin])).toEqual({ coordinates: new Float64Array(2), share: 1 });
  });
});
