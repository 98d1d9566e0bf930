/** Where the weights of a run lie in a plane, and how much of their way that is. */
import { dot, type Plane } from './plane.ts';

export interface ProjectedPath {
  /** Along u and along v of each point, in turn. */
  readonly coordinates: Float64Array;
  /** Of the squared distances of the points to the plane's origin, what lies in the plane: 0 to 1. */
  readonly share: number;
}

/** By least squares, since the two directions may be at any angle: the Gram matrix times the coordinates is [u · d, v · d]. */
export function projectPath({ origin, u, v }: Plane, points: readonly Float64Array[]): ProjectedPath {
  const [uu, uv, vv] = [dot(u, u), dot(u, v), dot(v, v)];
  const determinant = uu * vv - uv * uv;
  const coordinates = new Float64Array(2 * points.length);
  let [inPlane, all] = [0, 0];
  for (const [place, point] of points.entries()) {
    const distance = point.map((value, i) => value - (origin[i] ?? 0));
    const [alongU, alongV] = [dot(u, distance), dot(v, distance)];
    const a = (vv * alongU - uv * alongV) / determinant;
    const b = (uu * alongV - uv * alongU) / determinant;
    coordinates[2 * place] = a;
    coordinates[2 * place + 1] = b;
    inPlane += a * a * uu + 2 * a * b * uv + b * b * vv;
    all += dot(distance, distance);
  }
  return { coordinates, share: all > 0 ? Math.min(1, inPlane / all) : 1 };
}
