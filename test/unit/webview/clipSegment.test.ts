/** Pieces of paths within a box: what is seen is the same, and nothing is far outside. */
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { createRandom } from '../../../core/random.ts';
import { clippedTo, nearestIn } from '../../../webview/shared/landscape/clipSegment.ts';

const box = { left: 0, right: 100, top: 0, bottom: 80 };
/** What is seen of it. */
const middle = { left: 10, right: 90, top: 10, bottom: 70 };

function distance([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x0 + share * dx - x, y0 + share * dy - y);
}

/** Points of a piece that are seen, close together. */
function seenOf(from: Point, to: Point): Point[] {
  return Array.from({ length: 400 }, (_, i): Point => {
    const share = i / 399;
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  }).filter(([x, y]) => x > middle.left && x < middle.right && y > middle.top && y < middle.bottom);
}

function piecesOf(from: Point, to: Point): readonly (readonly [Point, Point])[] {
  const points = [nearestIn(box, from), ...clippedTo(box, from, to)];
  return points.slice(1).map((point, i) => [points[i] ?? point, point] as const);
}

describe('a clipped piece', () => {
  it('is itself where it is inside', () => {
    expect(clippedTo(box, [10, 10], [50, 60])).toEqual([[50, 60]]);
  });

  it('goes to the border and along it where it leaves, and comes in where it does', () => {
    expect(clippedTo(box, [50, 40], [250, 240])).toEqual([
      [90, 80],
      [100, 80],
    ]);
    expect(clippedTo(box, [-100, 40], [50, 40])).toEqual([
      [0, 40],
      [50, 40],
    ]);
  });

  it('goes around the corner that it passes', () => {
    expect(clippedTo(box, [-50, 40], [40, -500])).toEqual([
      [0, 0],
      [40, 0],
    ]);
    expect(clippedTo(box, [-500, 90], [90, -500])).toEqual([
      [0, 0],
      [90, 0],
    ]);
  });

  it('shows what the whole piece shows, whatever it is, and lies in the box', () => {
    const random = createRandom(3);
    const anywhere = (): Point => [50 + 400 * (random.uniform() - 0.5), 40 + 400 * (random.uniform() - 0.5)];
    for (let turn = 0; turn < 2000; turn++) {
      const [from, to] = [anywhere(), anywhere()];
      const pieces = piecesOf(from, to);
      for (const point of seenOf(from, to))
        expect(Math.min(...pieces.map(([a, b]) => distance(point, a, b))), `${from} to ${to}`).toBeLessThan(
          1e-6,
        );
      for (const [a, b] of pieces)
        for (const point of seenOf(a, b))
          expect(distance(point, from, to), `${from} to ${to}`).toBeLessThan(1e-6);
      for (const [x, y] of pieces.flat()) {
        const [nearX, nearY] = nearestIn(box, [x, y]);
        expect(Math.hypot(x - nearX, y - nearY)).toBeLessThan(1e-9);
      }
    }
  });

  it('keeps its direction from very far away', () => {
    const points = clippedTo(box, [50, 40], [1e9, 1e9 - 10]);
    expect(points[0]?.[0]).toBeCloseTo(90, 5);
  });
});
