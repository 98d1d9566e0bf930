import type { Extent, Line, XAxis } from './scene.ts';
import { placeAfter, stepsTo } from './stepUnits.ts';

/** What of a line tells where its values are on the axis. */
type Placed = Pick<Line, 'curve' | 'stepsPerUnit'>;

/** Index of the value last measured at `x`, or null if the curve has not come that far. */
export function indexAt({ curve, stepsPerUnit }: Placed, x: number): number | null {
  const step = Math.round(stepsTo(stepsPerUnit, x));
  const index = curve.indexFrom(step + 1) - 1;
  return index >= 0 && step <= curve.stepOf(curve.length - 1) ? index : null;
}

/** Where on the axis the value at `index` is. */
export function xOf({ curve, stepsPerUnit }: Placed, index: number): number {
  return placeAfter(stepsPerUnit, curve.stepOf(index));
}

/**
 * The last value in view; -1 where the curve has none there.
 * @param axis What is in view.
 */
export function endInView(line: Placed, { min, max }: Extent): number {
  const { curve, stepsPerUnit } = line;
  const index = curve.length - 1;
  // Rounding must not lose the very last.
  const end =
    xOf(line, index) <= max ? index : curve.indexFrom(stepsTo(stepsPerUnit, max) * (1 + 1e-12) + 1e-9) - 1;
  return end >= 0 && xOf(line, end) >= min ? end : -1;
}

/** How far the longest curve has come. */
export function furthestOf(lines: readonly Placed[]): number {
  return lines.reduce(
    (furthest, line) =>
      line.curve.length > 0 ? Math.max(furthest, xOf(line, line.curve.length - 1)) : furthest,
    0,
  );
}

/** The crosshair moved by `count` of its smallest moves, kept on the axis. */
export function moveOnAxis(axis: XAxis, from: number, count: number): number {
  const to = Math.round(from / axis.quantum + count) * axis.quantum;
  return Math.min(axis.max, Math.max(axis.min, to));
}
