/**
 * A straight piece of a path within a box (Liang & Barsky 1984), so that a landscape that is zoomed far has no lines of a million
 * pixels: dashes along them would take seconds.
 */
import type { Point } from '../../../core/problems/surfaces/surface.ts';
import type { Frame } from './projection.ts';

/**
 * What is drawn next of a path that has come to `from`, or to the place of the box that is nearest to it: the piece in the box and,
 * outside of it, a way along its border on the side where the path is.
 */
export function clippedTo(box: Frame, from: Point, to: Point): readonly Point[] {
  const inside = partInside(box, from, to);
  const end = nearestIn(box, to);
  if (inside)
    return [
      inside.from > 0 ? along(from, to, inside.from) : null,
      inside.to < 1 ? along(from, to, inside.to) : null,
      end,
    ].filter((point) => point !== null);
  return sharesSide(box, from, to) ? [end] : [cornerNextTo(box, from, to), end];
}

export function nearestIn({ left, right, top, bottom }: Frame, [x, y]: Point): Point {
  return [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))];
}

/** Shares of the way between which it is in the box; null where it misses it. */
function partInside(box: Frame, [x0, y0]: Point, [x1, y1]: Point): { from: number; to: number } | null {
  let [enter, leave] = [0, 1];
  const sides = [
    [x0 - x1, x0 - box.left],
    [x1 - x0, box.right - x0],
    [y0 - y1, y0 - box.top],
    [y1 - y0, box.bottom - y0],
  ] as const;
  for (const [direction, distance] of sides) {
    if (direction === 0) {
      if (distance < 0) return null;
    } else if (direction < 0) enter = Math.max(enter, distance / direction);
    else leave = Math.min(leave, distance / direction);
  }
  return enter <= leave ? { from: enter, to: leave } : null;
}

function along([x0, y0]: Point, [x1, y1]: Point, share: number): Point {
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}

function sharesSide({ left, right, top, bottom }: Frame, [x0, y0]: Point, [x1, y1]: Point): boolean {
  return (
    (x0 <= left && x1 <= left) ||
    (x0 >= right && x1 >= right) ||
    (y0 <= top && y1 <= top) ||
    (y0 >= bottom && y1 >= bottom)
  );
}

/** The corner that a way around the box passes: of the four the one nearest to the line. */
function cornerNextTo({ left, right, top, bottom }: Frame, [x0, y0]: Point, [x1, y1]: Point): Point {
  const distance = ([x, y]: Point) => Math.abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
  const corners: readonly Point[] = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ];
  return corners.reduce((best, corner) => (distance(corner) < distance(best) ? corner : best));
}
