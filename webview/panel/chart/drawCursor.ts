import { drawDot } from './drawText.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';
import { stepAt } from './xAxis.ts';

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
  for (const { run, color } of lines) {
    const step = stepAt(axis, run, cursor);
    if (step === null) continue;
    const at = y(run.drawn.at(step));
    if (at >= top) drawDot(ctx, x(step / axis.stepsPerUnit(run)), at, 4, color, theme.background);
  }
}
