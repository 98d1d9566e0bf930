import type { Pen } from '../pen.ts';
import { indexAt, xOf } from './axis.ts';
import { drawDot } from './drawText.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';

/** The crosshair's line. */
export function drawCursorLine(pen: Pen, { top, bottom, x }: Plot, { cursor, theme }: Scene): void {
  if (cursor === null) return;
  const at = Math.round(x(cursor)) + 0.5;
  pen.strokeStyle = theme.rule;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(at, top);
  pen.lineTo(at, bottom);
  pen.stroke();
}

/** A dot on every line that has come so far, where its value is within the plot. */
export function drawCursorDots(pen: Pen, plot: Plot, { lines, axis, cursor, theme }: Scene): void {
  if (cursor === null) return;
  for (const line of lines) {
    const index = indexAt(line, cursor);
    // What is read there may have been measured before what is in view.
    if (index === null || line.isMember || xOf(line, index) < axis.min) continue;
    const y = plot.y(line.curve.at(index));
    if (y >= plot.top && y <= plot.bottom)
      drawDot(pen, plot.x(xOf(line, index)), y, 4, line.color, theme.background);
  }
}
