import type { Curve } from '../../shared/curves/curve.ts';
import { decimate, type Point } from './decimate.ts';
import type { Line, Scene } from './scene.ts';

/** Where there are more, single pixels can't be told apart. */
const mostFineLines = 16;

/** Where a diverged run leaves the chart for good. */
export function exitOf({ run, curve }: Line, { y, logY, axis }: Scene): Point | null {
  if (!run.diverged) return null;
  let inside = curve.length - 1;
  while (inside >= 0 && !(curve.at(inside) <= y.max)) inside--;
  if (inside < 0 || inside === curve.length - 1) return null;
  const unit = axis.stepsPerUnit(run);
  const height = (value: number) => (logY ? Math.log(Math.max(value, y.min)) : value);
  const [from, to] = [height(curve.at(inside)), height(curve.at(inside + 1))];
  const share = Number.isFinite(to) ? (height(y.max) - from) / (to - from) : 0;
  const [before, after] = [curve.stepOf(inside), curve.stepOf(inside + 1)];
  return { x: (before + share * (after - before)) / unit, y: y.max };
}

/** The points to draw of a run: no more than the width shows, ending where a diverged run leaves. */
export function linePoints(line: Line, scene: Scene, width: number): Point[] {
  const points = scaled(line.curve, line, scene, width);
  const exit = exitOf(line, scene);
  return exit ? [...points.filter((point) => point.x <= exit.x), exit] : points;
}

export function rawPoints(line: Line, scene: Scene, width: number): Point[] {
  return scaled(line.run.raw, line, scene, width);
}

function scaled(curve: Curve, line: Line, { axis, y, logY, lines }: Scene, width: number): Point[] {
  const unit = axis.stepsPerUnit(line.run);
  const columns = Math.max(1, Math.round(width / (lines.length > mostFineLines ? 2 : 1)));
  const [from, to] = [axis.min * unit, axis.max * unit];
  const edge = (column: number) =>
    axis.log ? from * (to / from) ** (column / columns) : from + ((to - from) * column) / columns;
  const points = decimate(curve, columns, edge);
  for (const point of points) {
    point.x /= unit;
    // A logarithm has no place for 0: such a loss runs along the bottom.
    if (logY && point.y < y.min) point.y = y.min;
  }
  return points;
}
