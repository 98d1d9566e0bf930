/** A plane in the space of a network's weights. */

export interface Plane {
  readonly origin: Float64Array;
  /** The two directions; neither has to be of length 1, nor at a right angle to the other. */
  readonly u: Float64Array;
  readonly v: Float64Array;
}

/** Lengths below this part of another are rounding. */
const negligible = 1e-9;

/** origin + a u + b v, written into `into`. */
export function writePoint({ origin, u, v }: Plane, a: number, b: number, into: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i] = (origin[i] ?? 0) + a * (u[i] ?? 0) + b * (v[i] ?? 0);
}

/**
 * The plane through three points, with distances as they are: u is the unit vector from the first to the second, v the one at a
 * right angle to it, on the side of the third (Garipov et al. 2018, arXiv:1802.10026, appendix A.2).
 * @returns null where they lie on a line.
 */
export function planeThrough(first: Float64Array, second: Float64Array, third: Float64Array): Plane | null {
  const u = minus(second, first);
  const toThird = minus(third, first);
  const [across, reach] = [length(u), length(toThird)];
  if (!(across > 0) || !(reach > 0)) return null;
  scale(u, 1 / across);
  const along = dot(u, toThird);
  const v = toThird.map((value, i) => value - along * (u[i] ?? 0));
  const height = length(v);
  if (!(height > negligible * Math.max(across, reach))) return null;
  scale(v, 1 / height);
  return { origin: first, u, v };
}

/** Of some points the one that is farthest from the line through two others. */
export function farthestFromLine(
  first: Float64Array,
  second: Float64Array,
  points: readonly Float64Array[],
): Float64Array | undefined {
  const along = minus(second, first);
  const across = dot(along, along);
  const squaredDistance = (point: Float64Array) => {
    const way = minus(point, first);
    return dot(way, way) - (across > 0 ? dot(way, along) ** 2 / across : 0);
  };
  const distances = points.map(squaredDistance);
  return points[distances.indexOf(Math.max(...distances))];
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - (b[i] ?? 0));
}

function length(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * factor;
}
