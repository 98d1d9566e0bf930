import type { Curve } from '../../shared/curves/curve.ts';

export interface Point {
  x: number;
  y: number;
}

/**
 * The points to draw of `curve`, with x in steps: all of them where they are sparse, else first, smallest, largest and
 * last of every pixel column, which looks the same (M4, Jugel et al. 2014). `edge(c)` is the step at column c's left side.
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
