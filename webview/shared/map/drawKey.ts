/** What the colours of a map mean: above it, from the best to the limit. */
import { formatNumber } from '../../../core/format.ts';
import type { MapRange } from '../../../core/map/mapMeasure.ts';
import { viridis } from '../../../core/viridis.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';

const bar = { top: 6, height: 8, widest: 260 } as const;

/** @param isReversed Whether the highest value is bright. */
export function drawKey(
  pen: Pen,
  range: MapRange,
  {
    right,
    room,
    counts,
    isReversed,
    theme,
  }: {
    readonly right: number;
    readonly room: number;
    readonly counts: boolean;
    readonly isReversed: boolean;
    readonly theme: Theme;
  },
): void {
  const width = Math.min(bar.widest, room);
  if (width < 80) return;
  const left = right - width;
  const parts = Math.ceil(width / 2);
  for (let i = 0; i < parts; i++) {
    const share = (i + 0.5) / parts;
    pen.fillStyle = viridis(isReversed ? share : 1 - share);
    pen.fillRect(left + (i * width) / parts, bar.top, width / parts + 0.5, bar.height);
  }
  const font = fonts.number(theme, 11);
  const style = { font, color: theme.quiet, baseline: 'top' } as const;
  const { isCut } = range;
  const text = (value: number) => (counts ? Math.round(value).toLocaleString('en') : formatNumber(value, 3));
  const y = bar.top + bar.height + 5;
  // Values beyond an end have its colour.
  const lowest = `${isCut.low ? '≤ ' : ''}${text(range.low)}`;
  const highest = `${isCut.high ? '≥ ' : ''}${text(range.high)}`;
  drawText(pen, lowest, left, y, style);
  drawText(pen, highest, right, y, { ...style, align: 'right' });
  let free = left + textWidth(pen, lowest, font) + 10;
  const end = right - textWidth(pen, highest, font) - 10;
  for (const value of between(range)) {
    const x = left + width * shareOf(range, value);
    const half = textWidth(pen, text(value), font) / 2;
    if (x - half < free || x + half > end) continue;
    drawText(pen, text(value), x, y, { ...style, align: 'center' });
    free = x + half + 10;
  }
}

function shareOf({ low, high, log }: MapRange, value: number): number {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** Round values inside the range. */
function between({ low, high, log }: MapRange): number[] {
  if (!log) return [(low + high) / 2];
  const decades = Math.log10(high / low);
  const values: number[] = [];
  for (let decade = Math.floor(Math.log10(low)); decade <= Math.log10(high); decade++)
    for (const factor of decades > 4 ? [1] : [1, 2, 5]) values.push(Number(`${factor}e${decade}`));
  const most = 4;
  const inside = values.filter((value) => value > low && value < high);
  const every = Math.max(1, Math.ceil(inside.length / (2 * most)));
  return inside.filter((_, index) => index % every === 0);
}
