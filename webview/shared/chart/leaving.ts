import type { Pen } from '../pen.ts';
import type { Plot } from './plot.ts';
import type { Polyline } from './polyline.ts';

/** Marks of one line are at least this far apart, in pixels. */
const spacing = 10;

type Side = 'above' | 'inside' | 'below';

/** A place where a line leaves the plot. */
export interface Leaving {
  /** In pixels. */
  readonly x: number;
  readonly side: 'above' | 'below';
}

/** Finds where a line leaves the plot at the top or at the bottom, going on where it has come so far. */
export class LeavingSearch {
  #index = 0;
  #side: Side = 'inside';
  readonly #last = { above: Number.NEGATIVE_INFINITY, below: Number.NEGATIVE_INFINITY };

  /** Looks at the points up to `to`, exclusive. Of places close together the first is given. */
  next(points: Polyline, plot: Plot, to: number): Leaving[] {
    const found: Leaving[] = [];
    for (; this.#index < to; this.#index++) {
      const i = this.#index;
      const side = sideOf(points.y(i), plot);
      const left = side !== this.#side && side !== 'inside';
      this.#side = side;
      if (!left) continue;
      const x = crossing(points, plot, i, side);
      if (x - this.#last[side] < spacing || x < plot.left || x > plot.right) continue;
      this.#last[side] = x;
      found.push({ x, side });
    }
    return found;
  }
}

export function sideOf(value: number, { range }: Plot): Side {
  if (!range || (value >= range.min && value <= range.max)) return 'inside';
  return value > range.max ? 'above' : 'below';
}

/** Where the way from the point before crosses the edge. */
function crossing(points: Polyline, plot: Plot, index: number, side: 'above' | 'below'): number {
  const x = plot.x(points.x(index));
  if (index === 0) return x;
  const [x0, y0] = [plot.x(points.x(index - 1)), plot.y(points.y(index - 1))];
  const [y, edge] = [plot.y(points.y(index)), side === 'above' ? plot.top : plot.bottom];
  const share = (edge - y0) / (y - y0);
  return share >= 0 && share <= 1 ? x0 + share * (x - x0) : x;
}

/** An arrow across the edge of the plot, pointing the way that the line goes. */
export function drawLeaving(pen: Pen, { top, bottom }: Plot, { x, side }: Leaving, color: string): void {
  const [edge, out] = side === 'above' ? [top, -1] : [bottom, 1];
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x, edge + 4 * out);
  pen.lineTo(x - 4, edge - 4 * out);
  pen.lineTo(x + 4, edge - 4 * out);
  pen.closePath();
  pen.fill();
}
