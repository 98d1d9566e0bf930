import { indexAt, xOf } from './axis.ts';
import { drawDot } from './drawText.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';

/** The crosshair's line, beneath the runs. */
export function drawCursorLine({ ctx, top, bottom, x }: Plot, { cursor, theme }: Scene): void {
  if (cursor === null) return;
  const at = Math.round(x(cursor)) + 0.5;
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(at, top);
  ctx.lineTo(at, bottom);
  ctx.stroke();
}

/** A dot on every line that has come so far. */
export function drawCursorDots({ ctx, top, x, y }: Plot, { lines, cursor, theme, axis }: Scene): void {
  if (cursor === null) return;
  for (const line of lines) {
    const index = indexAt(line, cursor);
    if (index === null) continue;
    const at = y(line.curve.at(index));
    const across = x(Math.max(axis.min, xOf(line, index)));
    if (at >= top) drawDot(ctx, across, at, 4, line.color, theme.background);
  }
}
