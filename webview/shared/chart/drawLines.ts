import type { Pen } from '../pen.ts';
import type { BandPoint } from './band.ts';
import type { Plot } from './plot.ts';
import type { Polyline } from './polyline.ts';

export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** Where the dashes of a line drawn column by column begin: those of others begin elsewhere, or the gaps make bars. */
  readonly phase?: number;
}

/** Points of a line in this many a pixel column hide what is between them: then columns are filled instead. */
const dense = 2;
/** So many pixels beside the plot a line is still drawn. */
const beside = 8;

/** A line that goes on beside the plot ends there, a little way off: dashes of a long one take long. */
function nearView(
  { left, right }: Plot,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): [x: number, y: number] {
  const edge = Math.min(right + beside, Math.max(left - beside, x1));
  if (edge === x1 || x0 === x1) return [x1, y1];
  const share = Math.min(1, Math.max(0, (edge - x0) / (x1 - x0)));
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}

/** Whether a line with so many points is better drawn column by column. */
export function isDense({ length }: Polyline, { left, right }: Plot): boolean {
  return length > dense * (right - left);
}

/** Joins the points `from` to `to` (exclusive), beginning at the one before. Returns how far the dashes have come. */
export function drawStroke(
  pen: Pen,
  plot: Plot,
  points: Polyline,
  from: number,
  to: number,
  { color, width, dash }: Stroke,
  dashedSoFar = 0,
): number {
  let [lastX, lastY] = [0, 0];
  let length = dashedSoFar;
  pen.beginPath();
  for (let i = Math.max(0, from - 1); i < to; i++) {
    const [x, y] = [plot.x(points.x(i)), plot.y(points.y(i))];
    if (i === 0 || i < from) [lastX, lastY] = [x, y];
    else {
      const begin = nearView(plot, x, y, lastX, lastY);
      const end = nearView(plot, lastX, lastY, x, y);
      if (i === from || i === 1 || begin[0] !== lastX) pen.moveTo(...begin);
      pen.lineTo(...end);
      length += Math.hypot(end[0] - begin[0], end[1] - begin[1]);
    }
    lastX = x;
    lastY = y;
  }
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = 'bevel';
  pen.setLineDash([...dash]);
  pen.lineDashOffset = dashedSoFar;
  pen.stroke();
  pen.setLineDash([]);
  pen.lineDashOffset = 0;
  return length;
}

/**
 * The same line as one bar a pixel column, from the smallest to the largest value there: what a stroke with many points a
 * column looks like, for a fraction of the time. Strokes of a path take a third of the time of rectangles. Dashes leave out
 * columns.
 */
export function drawBars(
  pen: Pen,
  plot: Plot,
  points: Polyline,
  from: number,
  to: number,
  { color, width, dash, phase = 0 }: Stroke,
): void {
  const { left, right, top, bottom } = plot;
  let column = Number.NaN;
  let [low, high] = [0, 0];
  const flush = () => {
    if (!(column >= left - 2 * beside && column <= right + 2 * beside)) return;
    if (high < top || low > bottom || !isOn(column + phase, dash)) return;
    const [upper, lower] = [Math.max(top, low - width / 2), Math.min(bottom, high + width / 2)];
    pen.moveTo(column + 0.5, upper);
    pen.lineTo(column + 0.5, lower);
  };
  const take = (at: number, y: number) => {
    if (at === column) {
      if (y < low) low = y;
      if (y > high) high = y;
      return;
    }
    flush();
    column = at;
    low = y;
    high = y;
  };
  pen.beginPath();
  let [x0, y0] = [Number.NaN, 0];
  for (let i = Math.max(0, from - 1); i < to; i++) {
    const [x1, y1] = [plot.x(points.x(i)), plot.y(points.y(i))];
    const last = Math.floor(x1);
    if (!Number.isNaN(x0)) {
      const slope = (y1 - y0) / (x1 - x0);
      const until = Math.min(last, Math.ceil(right) + beside);
      for (let at = Math.max(Math.floor(x0), Math.floor(left) - beside); at < until; at++) {
        const y = y0 + (at + 1 - x0) * slope;
        take(at, y);
        take(at + 1, y);
      }
    }
    take(last, y1);
    x0 = x1;
    y0 = y1;
  }
  flush();
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.stroke();
}

function isOn(column: number, dash: readonly number[]): boolean {
  if (dash.length === 0) return true;
  let rest = column % dash.reduce((sum, length) => sum + length, 0);
  for (let i = 0; i < dash.length; i++) {
    rest -= dash[i] ?? 0;
    if (rest < 0) return i % 2 === 0;
  }
  return true;
}

/** Fills a band between these places; its pieces meet at whole pixels, so that no seam shows. */
export function drawBand(pen: Pen, plot: Plot, band: readonly BandPoint[], color: string): void {
  pen.fillStyle = color;
  for (let i = 1; i < band.length; i++) {
    const [before, here] = [band[i - 1], band[i]];
    if (!before || !here) continue;
    const [x0, x1] = [Math.round(plot.x(before.x)), Math.round(plot.x(here.x))];
    pen.beginPath();
    pen.moveTo(x0, plot.y(before.high) - 0.5);
    pen.lineTo(x1, plot.y(here.high) - 0.5);
    pen.lineTo(x1, plot.y(here.low) + 0.5);
    pen.lineTo(x0, plot.y(before.low) + 0.5);
    pen.fill();
  }
}

/** Draws the edges of a band between these places. */
export function drawBandEdges(pen: Pen, plot: Plot, band: readonly BandPoint[], color: string): void {
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  for (const edge of ['low', 'high'] as const) {
    pen.beginPath();
    band.forEach((point, i) => {
      const [x, y] = [Math.round(plot.x(point.x)), plot.y(point[edge])];
      if (i === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    });
    pen.stroke();
  }
}
