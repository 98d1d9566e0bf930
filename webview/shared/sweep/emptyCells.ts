/** What marks cells that have no number. */
import { mix, type Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';
import type { Rect } from './heatLayout.ts';
import type { CellKind } from './heatScene.ts';

/** Between the lines of a hatch, in pixels. */
const hatchStep = 6;

/** The colour of cells that have no number. */
function toneOf(theme: Theme): string {
  return mix(theme.foreground, 9, theme.background);
}

/** A plain tone; hatched where runs diverged. */
export function fillEmpty(pen: Pen, rects: readonly Rect[], kind: CellKind, theme: Theme): void {
  if (rects.length === 0) return;
  pen.save();
  pen.beginPath();
  for (const { x, y, width, height } of rects) pen.rect(x, y, width, height);
  if (kind === 'waiting') {
    pen.strokeStyle = theme.grid;
    pen.lineWidth = 1;
    pen.stroke();
  } else {
    pen.fillStyle = toneOf(theme);
    pen.fill();
  }
  if (kind === 'diverged') {
    pen.clip();
    hatch(pen, rects, theme);
  }
  pen.restore();
}

function hatch(pen: Pen, rects: readonly Rect[], theme: Theme): void {
  const left = Math.min(...rects.map(({ x }) => x));
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const top = Math.min(...rects.map(({ y }) => y));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  pen.strokeStyle = theme.contrast ? theme.foreground : mix(theme.foreground, 38, theme.background);
  pen.lineWidth = 1;
  pen.beginPath();
  for (let sum = left + top + hatchStep / 2; sum < right + bottom; sum += hatchStep) {
    pen.moveTo(sum - top, top);
    pen.lineTo(sum - bottom, bottom);
  }
  pen.stroke();
}
