import { formatNumber } from '../../../core/format.ts';
import type { Pen } from '../pen.ts';
import { words } from '../words.ts';
import { xOf } from './axis.ts';
import { drawDot, drawText, fonts, textWidth } from './drawText.ts';
import type { Plot } from './plot.ts';
import type { Line, Scene } from './scene.ts';

/** A peak is as much as this above where its line begins and ends. */
const standsOut = 1.05;
/** Between a ring and its words, and between the words of two peaks. */
const gap = 8;

interface Peak {
  readonly line: Line;
  readonly index: number;
  readonly value: number;
}

/** A ring at the highest value of each line that rises to one and falls from it, with the value and its step. */
export function drawPeaks(pen: Pen, plot: Plot, scene: Scene): void {
  const { theme, axis } = scene;
  if (!scene.marksPeaks || !plot.range) return;
  const font = fonts.number(theme, 11);
  let written = Number.NEGATIVE_INFINITY;
  const peaks = scene.lines.flatMap((line) => peakOf(line) ?? []).sort(byPlace);
  for (const { line, index, value } of peaks) {
    const at = xOf(line, index);
    if (at < axis.min || at > axis.max || value > plot.range.max || value < plot.range.min) continue;
    const [x, y] = [plot.x(at), plot.y(value)];
    drawDot(pen, x, y, 3, theme.background, line.color);
    const text = words.peak(formatNumber(value, 3), line.curve.stepOf(index));
    const width = textWidth(pen, text, font);
    const isRight = x + gap + width <= plot.width;
    const left = isRight ? x + gap : x - gap - width;
    if (left < written) continue;
    written = left + width + gap;
    drawText(pen, text, left, y - 7, { font, color: line.color, halo: theme.background });
  }
}

function byPlace(a: Peak, b: Peak): number {
  return xOf(a.line, a.index) - xOf(b.line, b.index);
}

/** Null where it is highest at one of its ends, or hardly higher. */
function peakOf(line: Line): Peak | null {
  const { curve } = line;
  const [, value] = curve.extremes(0, curve.length);
  if (!(value > standsOut * Math.max(curve.at(0), curve.last))) return null;
  for (let index = 0; index < curve.length; index++)
    if (curve.at(index) === value) return { line, index, value };
  return null;
}
