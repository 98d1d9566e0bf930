import type { Pen } from '../pen.ts';
import { words } from '../words.ts';
import { drawText, fonts, textWidth } from './drawText.ts';
import { drawLeaving, sideOf } from './leaving.ts';
import type { Plot } from './plot.ts';
import type { Polyline } from './polyline.ts';
import type { Line, Scene } from './scene.ts';

/** A line with its points. */
export interface TracedLine {
  readonly line: Line;
  readonly points: Polyline;
}

/** Where a diverged line leaves the plot at the top for good, in pixels; null where it does not. @internal */
export function exitOf({ line, points }: TracedLine, plot: Plot): number | null {
  if (line.divergedAt === null || !plot.range) return null;
  let inside = points.length - 1;
  while (inside >= 0 && sideOf(points.y(inside), plot) === 'above') inside--;
  if (inside < 0) return null;
  const x = plot.x(points.x(inside));
  // It goes on, and leaves beyond what is in view.
  if (x > plot.right) return null;
  // What follows the last number is none.
  if (inside === points.length - 1) return Number.isFinite(line.curve.last) ? null : x;
  const [from, to] = [plot.y(points.y(inside)), plot.y(points.y(inside + 1))];
  const exit = x + ((plot.top - from) / (to - from)) * (plot.x(points.x(inside + 1)) - x);
  return exit >= plot.left && exit <= plot.right ? exit : null;
}

/** An arrow where a diverged line leaves, and once the words. Returns the lowest pixel that it needed. */
export function drawExits(pen: Pen, plot: Plot, traced: readonly TracedLine[], scene: Scene): number {
  const { theme, narrow } = scene;
  const exits = traced.flatMap((each) => {
    const x = exitOf(each, plot);
    return x === null ? [] : [{ ...each, x }];
  });
  if (exits.length === 0) return plot.top;
  for (const { line, points, x } of exits) {
    drawLastLeg(pen, plot, points, line.color, x);
    drawLeaving(pen, plot, { x, side: 'above' }, theme.error);
  }
  const font = fonts.text(theme, narrow ? 11 : 12);
  const text = exitText(exits.map((exit) => exit.line));
  const width = textWidth(pen, text, font);
  const last = Math.max(...exits.map(({ x }) => x));
  const first = Math.min(...exits.map(({ x }) => x));
  const right = last + 10 + width <= plot.width;
  const at = right ? last + 10 : Math.max(first - 10, width);
  drawText(pen, text, at, plot.top + 1, {
    font,
    color: theme.error,
    align: right ? 'left' : 'right',
    halo: theme.background,
  });
  return plot.top + 16;
}

/** From the last number, where it is in the plot, straight up: infinity is next. */
function drawLastLeg(pen: Pen, plot: Plot, points: Polyline, color: string, x: number): void {
  const from = plot.y(points.y(points.length - 1));
  if (from <= plot.top) return;
  pen.strokeStyle = color;
  pen.lineWidth = 1.25;
  pen.beginPath();
  pen.moveTo(x, from);
  pen.lineTo(x, plot.top);
  pen.stroke();
}

function exitText(lines: readonly Line[]): string {
  const [line] = lines;
  if (lines.length > 1 || !line) {
    const areMedians = lines.some(({ middle }) => middle !== null);
    return areMedians ? words.halvesDiverged(lines.length) : words.divergedCount(lines.length);
  }
  const say = line.middle ? words.halfDivergedAt : words.divergedAt;
  return say(line.name, line.divergedAt ?? 0);
}
