import type { LossSeries } from '../data/lossSeries.ts';

export interface Point {
  x: number;
  y: number;
}

/**
 * The points to draw of `series`, with x in steps: all of them where they are sparse, else first, smallest, largest and
 * last of every pixel column, which looks the same (M4, Jugel et al. 2014). `edge(c)` is the step at column c's left side.
 */
export function decimate(series: LossSeries, columns: number, edge: (column: number) => number): Point[] {
  const points: Point[] = [];
  const push = (x: number, y: number) => {
    if (Number.isFinite(y)) points.push({ x, y });
  };
  for (let column = 0; column <= columns; column++) {
    const from = Math.max(0, Math.ceil(edge(column)));
    const to = Math.min(series.length, Math.ceil(edge(column + 1)));
    if (to - from <= 4) {
      for (let i = from; i < to; i++) push(i, series.at(i));
    } else {
      const [low, high] = series.extremes(from, to);
      const middle = (from + to - 1) / 2;
      push(from, series.at(from));
      push(middle, low);
      push(middle, high);
      push(to - 1, series.at(to - 1));
    }
  }
  return points;
}
