import type { XAxis } from './scene.ts';
import type { Range } from './ticks.ts';

/** Room for tick labels, the same whatever they are, so that the plot stays put while the range changes. */
export const yAxisWidth = 44;
const topMargin = 14;
const bottomMargin = 26;

/** Grid lines keep at least this distance, in pixels. */
const lineDistance = 46;

/** Where things are on the canvas. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Of the whole canvas. */
  readonly width: number;
  /** null before there is a value: the axis has no numbers then. */
  readonly range: Range | null;
  /** The range that the lines ask for, whatever is in view of it. */
  readonly fitted: Range | null;
  /** Beside the plot for what is not in view. */
  x(value: number): number;
  /** Above or below the plot for what is beyond its range, but not far. */
  y(value: number): number;
  /** Kept within the plot. */
  yInside(value: number): number;
}

/** The plot without what it draws. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** How many grid lines there is room for. */
  readonly rows: number;
}

/** How many numbers the x axis has room for. */
export function columnsOf({ left, right }: Pick<Area, 'left' | 'right'>, narrow: boolean): number {
  return Math.max(1, Math.floor((right - left) / (narrow ? 110 : 120)));
}

/** @param endRoom Kept free at the right for what is written at the line ends. */
export function areaOf(width: number, height: number, endRoom: number): Area {
  const [left, right] = [yAxisWidth, Math.max(yAxisWidth + 1, width - endRoom)];
  const [top, bottom] = [topMargin, Math.max(topMargin + 1, height - bottomMargin)];
  return { left, right, top, bottom, width, rows: Math.max(2, Math.floor((bottom - top) / lineDistance)) };
}

/** @param fitted Default: `range` is. */
export function plotOf(area: Area, axis: XAxis, range: Range | null, logY: boolean, fitted = range): Plot {
  const { left, right, top, bottom, width } = area;
  const across = axis.log ? Math.log : (value: number) => value;
  const up = logY ? Math.log : (value: number) => value;
  const perX = (right - left) / (across(axis.max) - across(axis.min));
  const [low, high] = range ? [up(range.min), up(range.max)] : [0, 1];
  const perY = (bottom - top) / (high - low);
  const beyond = bottom - top;
  const y = (value: number) => {
    const at = bottom - (up(value) - low) * perY;
    // A logarithm knows no 0: such a value is far below.
    return at >= top - beyond
      ? Math.min(at, bottom + beyond)
      : Number.isNaN(at)
        ? bottom + beyond
        : top - beyond;
  };
  return {
    ...{ left, right, top, bottom, width, range, fitted },
    // A logarithm knows no 0: it is at the left end.
    x: (value) => left + (across(axis.log && value <= 0 ? axis.min : value) - across(axis.min)) * perX,
    y,
    yInside: (value) => Math.min(bottom, Math.max(top, y(value))),
  };
}
