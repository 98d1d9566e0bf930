import { fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import { lostShare, type ParallelLine, type ParallelScene } from './parallelScene.ts';

export interface ParallelLayout {
  /** Of each axis. */
  readonly xs: readonly number[];
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

const titleHeight = 18;
/** Below the axes lies what runs lack. */
const below = 22;
/** How near the pointer is to what it means, in pixels. */
const nearby = 6;
const nearAxis = 14;

export function layOutParallel(
  pen: Pen,
  { axes, theme }: ParallelScene,
  width: number,
  height: number,
): ParallelLayout {
  const font = fonts.number(theme, 11);
  const labels = (axes[0]?.ticks ?? []).map(({ text }) => textWidth(pen, text, font));
  const left = Math.min(0.3 * width, Math.max(12, ...labels) + 10);
  const right = width - 16;
  // What diverged has room between the names of the axes and their upper ends.
  const room = height - titleHeight - 8 - below;
  const top = titleHeight + 8 + (room * (lostShare - 1)) / lostShare;
  return {
    xs: axes.map((_, i) => (axes.length < 2 ? left : left + (i * (right - left)) / (axes.length - 1))),
    top,
    bottom: height - below,
    width,
  };
}

/** null: below the axis. */
export function yAt({ top, bottom }: ParallelLayout, share: number | null): number {
  return share === null ? bottom + 12 : bottom - share * (bottom - top);
}

export function shareAt({ top, bottom }: ParallelLayout, y: number): number {
  return (bottom - y) / (bottom - top);
}

/** The axis that the pointer is at; null beside them. */
export function axisAt({ xs }: ParallelLayout, x: number): number | null {
  const found = xs.findIndex((each) => Math.abs(each - x) <= nearAxis);
  return found < 0 ? null : found;
}

/** The key of the found line next to a place; null where none is near. */
export function lineAt(
  layout: ParallelLayout,
  lines: readonly ParallelLine[],
  x: number,
  y: number,
): string | null {
  const { xs } = layout;
  const after = xs.findIndex((each) => each >= x);
  if (after < 1) return null;
  const [from = 0, to = 0] = [xs[after - 1], xs[after]];
  const part = to > from ? (x - from) / (to - from) : 0;
  let [best, nearest]: [string | null, number] = [null, nearby];
  for (const { key, shares, isFound } of lines) {
    if (!isFound) continue;
    const start = yAt(layout, shares[after - 1] ?? null);
    const distance = Math.abs(start + part * (yAt(layout, shares[after] ?? null) - start) - y);
    // Of lines above each other the upper one is meant.
    if (distance > nearest) continue;
    nearest = distance;
    best = key;
  }
  return best;
}
