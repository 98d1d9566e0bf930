import type { DrawnPath } from './drawPaths.ts';

/** How near the pointer must be to a path to mean it, in pixels. */
const nearby = 7;

/** The key of the path next to a place; null where none is near. */
export function nearestPath(paths: readonly DrawnPath[], x: number, y: number): string | null {
  let [best, nearest]: [string | null, number] = [null, nearby];
  for (const { path, outline } of paths) {
    const { points } = outline;
    for (let i = 2; i < points.length; i += 2) {
      const distance = distanceTo(
        x,
        y,
        points[i - 2] ?? 0,
        points[i - 1] ?? 0,
        points[i] ?? 0,
        points[i + 1] ?? 0,
      );
      if (distance >= nearest) continue;
      nearest = distance;
      best = path.key;
    }
  }
  return best;
}

/** From a point to a straight piece. */
function distanceTo(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x0 + share * dx - x, y0 + share * dy - y);
}
