import type { Pen } from '../pen.ts';
import { drawText, fonts, textWidth } from './drawText.ts';
import { xTickLabel, xTicks, yTickLabel } from './labels.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';

/** Grid lines with their numbers; none along an axis that has no values yet. */
export function drawAxes(pen: Pen, plot: Plot, { axis, isShare, narrow, theme }: Scene): void {
  const { left, right, top, bottom } = plot;
  const style = { font: fonts.number(theme, 11), color: theme.quiet };
  const steps = xTicks(plot, axis, narrow);
  pen.strokeStyle = theme.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const step of steps) {
    const x = Math.round(plot.x(step)) + 0.5;
    pen.moveTo(x, top);
    pen.lineTo(x, bottom);
  }
  for (const value of plot.range?.ticks ?? []) {
    const y = Math.round(plot.y(value)) + 0.5;
    pen.moveTo(left, y);
    pen.lineTo(right, y);
  }
  pen.stroke();
  steps.forEach((step, i) => {
    const align = alignOf(i, steps.length);
    drawText(pen, xTickLabel(step, axis), plot.x(step), bottom + 9, { ...style, align, baseline: 'top' });
  });
  for (const value of plot.range?.ticks ?? [])
    drawText(pen, yTickLabel(value, isShare), left - 8, plot.y(value), { ...style, align: 'right' });
}

function alignOf(index: number, count: number): 'left' | 'right' | 'center' {
  return index === 0 ? 'left' : index === count - 1 ? 'right' : 'center';
}

/** From where to where the numbers of the x axis are written. */
export function xLabelSpans(pen: Pen, plot: Plot, { axis, narrow, theme }: Scene): [number, number][] {
  const font = fonts.number(theme, 11);
  const steps = xTicks(plot, axis, narrow);
  return steps.map((step, i) => {
    const width = textWidth(pen, xTickLabel(step, axis), font);
    const shares = { left: 0, center: 0.5, right: 1 };
    const from = plot.x(step) - width * shares[alignOf(i, steps.length)];
    return [from, from + width];
  });
}
