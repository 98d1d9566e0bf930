import type { Line, XAxis } from './scene.ts';

/** What of a line tells where its values are on the axis. */
type Placed = Pick<Line, 'curve' | 'stepsPerUnit'>;

/** Index of the value last measured at `x`, or null if the curve has not come that far. */
export function indexAt({ curve, stepsPerUnit }: Placed, x: number): number | null {
  const step = Math.round(x * stepsPerUnit);
  const index = curve.indexFrom(step + 1) - 1;
  return index >= 0 && step <= curve.stepOf(curve.length - 1) ? index : null;
}

/** Where on the axis the value at `index` is. */
export function xOf({ curve, stepsPerUnit }: Placed, index: number): number {
  return curve.stepOf(index) / stepsPerUnit;
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
  return Math.min(axis.max, Math.max(axis.log ? axis.quantum : 0, to));
}
