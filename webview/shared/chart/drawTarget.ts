import { formatCount, formatNumber } from '../../../core/format.ts';
import type { Pen } from '../pen.ts';
import { words } from '../words.ts';
import { drawDot, drawText, fonts } from './drawText.ts';
import { isCounted } from './labels.ts';
import type { Plot } from './plot.ts';
import type { Line, Scene } from './scene.ts';
import { placeAfter } from './stepUnits.ts';

interface Passing {
  readonly line: Line;
  /** Place on the x axis. */
  readonly at: number;
}

const labelWidth = 60;
const labelHeight = 22;
/** Of the numbers of two steps as much lies between them. */
const numberWidth = 24;

/** The loss that counts as solved: the one stronger line of the grid. */
export function drawTarget(pen: Pen, plot: Plot, scene: Scene): void {
  const { left, right, y } = plot;
  const { target, theme } = scene;
  if (target === null || !isInView(target, plot)) return;
  const at = Math.round(y(target)) + 0.5;
  pen.strokeStyle = theme.rule;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(left, at);
  pen.lineTo(right, at);
  pen.stroke();
}

/** Its name, where no line passes it if there is such a place: of many lines some lie below it. */
export function drawTargetName(pen: Pen, plot: Plot, scene: Scene): void {
  const { bottom, y } = plot;
  const { target, theme } = scene;
  if (target === null || !isInView(target, plot)) return;
  const at = Math.round(y(target)) + 0.5;
  const { place, isFree } = targetPlace(plot, scene);
  // Where the steps leave no room it stands on the other side of the line.
  const above = !isFree || at + labelHeight > bottom;
  drawText(pen, words.target(target), place, above ? at - 5 : at + 5, {
    font: fonts.text(theme, 11),
    color: theme.quiet,
    baseline: above ? 'bottom' : 'top',
    halo: theme.background,
  });
}

/** At the left, at the right, or else in the widest gap between the steps that are written along the line. */
function targetPlace({ left, right, x }: Plot, scene: Scene): { place: number; isFree: boolean } {
  const edges = [left - 14, ...passings(scene).map((passing) => x(passing.at)), right + 14];
  const gaps = edges
    .slice(1)
    .map((edge, i) => ({ from: edges[i] ?? left, width: edge - (edges[i] ?? left) }));
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (!first || first.width > labelWidth + 28) return { place: left + 4, isFree: true };
  if (last && last.width > labelWidth + 28) return { place: right - labelWidth, isFree: true };
  const widest = gaps.reduce((a, b) => (b.width > a.width ? b : a));
  if (widest.width < labelWidth + numberWidth) return { place: right - labelWidth, isFree: false };
  return { place: widest.from + (widest.width - labelWidth) / 2, isFree: true };
}

/** A ring and the step where a line first passes the target; of numbers that would overlap the first is written. */
export function drawPassings(pen: Pen, plot: Plot, scene: Scene): void {
  const { x, y, bottom } = plot;
  const { target, theme, axis } = scene;
  if (target === null || !isInView(target, plot)) return;
  const above = y(target) + labelHeight > bottom;
  let written = Number.NEGATIVE_INFINITY;
  for (const { line, at } of passings(scene)) {
    drawDot(pen, x(at), y(target), 3, theme.background, line.color);
    const text = isCounted(axis) ? formatCount(Math.round(at)) : formatNumber(at, 3);
    if (x(at) - written < 10 + 6.6 * text.length) continue;
    written = x(at);
    drawText(pen, text, x(at), y(target) + (above ? -9 : 9), {
      font: fonts.number(theme, 11),
      color: line.color,
      align: 'center',
      baseline: above ? 'bottom' : 'top',
      halo: theme.background,
    });
  }
}

function isInView(target: number, { range }: Plot): boolean {
  return range !== null && target >= range.min && target <= range.max;
}

function passings({ lines, axis, whole, direct }: Scene): Passing[] {
  if (!direct) return [];
  return lines
    .flatMap((line) =>
      line.reached === null
        ? []
        : [{ line, at: Math.max(whole.min, placeAfter(line.stepsPerUnit, line.reached)) }],
    )
    .filter(({ at }) => at >= axis.min && at <= axis.max)
    .sort((a, b) => a.at - b.at);
}
