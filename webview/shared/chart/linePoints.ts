import type { Curve } from '../curves/curve.ts';
import type { Line, Scene } from './scene.ts';

export interface Point {
  x: number;
  y: number;
}

/** Where there are more, single pixels can't be told apart. */
const mostFineLines = 16;

/** Where a diverged line leaves the chart for good. */
export function exitOf({ divergedAt, curve, stepsPerUnit }: Line, { y, logY }: Scene): Point | null {
  if (divergedAt === null) return null;
  let inside = curve.length - 1;
  while (inside >= 0 && !(curve.at(inside) <= y.max)) inside--;
  if (inside < 0 || inside === curve.length - 1) return null;
  const height = (value: number) => (logY ? Math.log(Math.max(value, y.min)) : value);
  const [from, to] = [height(curve.at(inside)), height(curve.at(inside + 1))];
  const share = Number.isFinite(to) ? (height(y.max) - from) / (to - from) : 0;
  const [before, after] = [curve.stepOf(inside), curve.stepOf(inside + 1)];
  return { x: (before + share * (after - before)) / stepsPerUnit, y: y.max };
}

/** The points to draw of a line: no more than the width shows, ending where a diverged one leaves. */
export function linePoints(line: Line, scene: Scene, width: number): Point[] {
  const points = scaled(line.curve, line, scene, width);
  const exit = exitOf(line, scene);
  return exit ? [...points.filter((point) => point.x <= exit.x), exit] : points;
}

/** Those of what it was smoothed from. */
export function rawPoints(line: Line, scene: Scene, width: number): Point[] {
  return line.raw ? scaled(line.raw, line, scene, width) : [];
}

function scaled(
  curve: Curve,
  { stepsPerUnit: unit }: Line,
  { axis, y, logY, lines }: Scene,
  width: number,
): Point[] {
  const columns = Math.max(1, Math.round(width / (lines.length > mostFineLines ? 2 : 1)));
  const [from, to] = [axis.min * unit, axis.max * unit];
  const edge = (column: number) =>
    axis.log ? from * (to / from) ** (column / columns) : from + ((to - from) * column) / columns;
  const points = decimate(curve, columns, edge);
  for (const point of points) {
    point.x /= unit;
    // A logarithm knows no 0: such a loss runs along the bottom.
    if (logY && point.y < y.min) point.y = y.min;
  }
  return points;
}

/**
 * The points to draw of `curve`, with x in steps: all of them where they are sparse, else first, smallest, largest and
 * last of every pixel column, which looks the same (M4, Jugel et al. 2014). `edge(c)` is the step at column c's left side.
 *
 * @internal
 */
export function decimate(curve: Curve, columns: number, edge: (column: number) => number): Point[] {
  const points: Point[] = [];
  const push = (x: number, y: number) => {
    if (Number.isFinite(y)) points.push({ x, y });
  };
  const pushAt = (index: number) => push(curve.stepOf(index), curve.at(index));
  for (let column = 0; column <= columns; column++) {
    const from = curve.indexFrom(edge(column));
    const to = curve.indexFrom(edge(column + 1));
    if (to - from <= 4) {
      for (let i = from; i < to; i++) pushAt(i);
    } else {
      const [low, high] = curve.extremes(from, to);
      const middle = (curve.stepOf(from) + curve.stepOf(to - 1)) / 2;
      pushAt(from);
      push(middle, low);
      push(middle, high);
      pushAt(to - 1);
    }
  }
  return points;
}
