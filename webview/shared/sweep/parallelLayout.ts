import { fonts, textWidth } from '../chart/drawText.ts';
import { fitName } from '../chart/fitName.ts';
import type { Pen } from '../pen.ts';
import { lostShare, type ParallelLine, type ParallelScene } from './parallelScene.ts';

export interface ParallelLayout {
  /** Of each axis. */
  readonly xs: readonly number[];
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** The names of the axes; where they have no room beside each other, they stand on two lines or three in turn. */
  readonly titles: readonly AxisTitle[];
}

export interface AxisTitle {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'center' | 'right';
}

const titleHeight = 18;
/** Of names: on more the lines of the runs would have little room. */
const mostLines = 3;
/** Below the axes lies what runs lack. */
const below = 22;
/** How near the pointer is to what it means, in pixels. */
const nearby = 6;
const nearAxis = 14;

export function layOutParallel(
  pen: Pen,
  scene: ParallelScene,
  width: number,
  height: number,
): ParallelLayout {
  const { axes, theme } = scene;
  const font = fonts.number(theme, 11);
  const labels = (axes[0]?.ticks ?? []).map(({ text }) => textWidth(pen, text, font));
  const left = Math.min(0.3 * width, Math.max(12, ...labels) + 10);
  const right = width - 16;
  const xs = axes.map((_, i) => (axes.length < 2 ? left : left + (i * (right - left)) / (axes.length - 1)));
  const areWhole = (titles: readonly AxisTitle[]) => titles.every(({ text }, i) => text === axes[i]?.name);
  const lines = [1, 2].find((count) => areWhole(titlesOf(pen, scene, xs, width, count))) ?? mostLines;
  const titles = titlesOf(pen, scene, xs, width, lines);
  // What diverged has room between the names of the axes and their upper ends.
  const above = lines * titleHeight + 8;
  const room = height - above - below;
  const top = above + (room * (lostShare - 1)) / lostShare;
  return { xs, top, bottom: height - below, width, titles };
}

/** @param lines On which they stand in turn. */
function titlesOf(
  pen: Pen,
  { axes, theme }: ParallelScene,
  xs: readonly number[],
  width: number,
  lines: number,
): AxisTitle[] {
  const font = fonts.strong(theme, 11);
  const apart = xs.length > 1 ? (xs[1] ?? 0) - (xs[0] ?? 0) : width;
  return axes.map(({ name }, i) => {
    const x = xs[i] ?? 0;
    const y = 8 + (i % lines) * titleHeight;
    // The outer ones begin and end with the drawing; each keeps to its half of the way to the next on its line.
    const half = (lines * apart) / 2 - 4;
    const fitted = (most: number) => fitName(pen, name, name, font, Math.min(most, width));
    if (i === 0) return { text: fitted(x + half), x: 0, y, align: 'left' };
    if (i === axes.length - 1) return { text: fitted(width - x + half), x: width, y, align: 'right' };
    return { text: fitted(2 * half), x, y, align: 'center' };
  });
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
