/** What of the plot is dragged over. */
import type { Plot } from './plot.ts';
import type { Extent, Scene } from './scene.ts';
import type { Zoomable } from './zoom.ts';

/** A region that is lower or narrower is one of the other axis alone. */
const thin = 20;

export interface Drag {
  readonly x: number;
  readonly y: number;
  /** Moves what is in view; else selects a region. */
  readonly pans: boolean;
  readonly scene: Scene;
  readonly plot: Plot;
  /** Whether it has become more than a click. */
  moves: boolean;
}

/** In pixels; null is the whole axis. */
export interface Region {
  readonly plot: Plot;
  readonly x: Extent | null;
  readonly y: Extent | null;
}

export function regionOf(
  drag: Drag,
  { offsetX, offsetY }: Pick<PointerEvent, 'offsetX' | 'offsetY'>,
): Region {
  const { plot } = drag;
  const [wide, high] = [Math.abs(offsetX - drag.x), Math.abs(offsetY - drag.y)];
  const part = (from: number, to: number, low: number, high: number): Extent => {
    const end = Math.min(high, Math.max(low, to));
    return { min: Math.min(from, end), max: Math.max(from, end) };
  };
  const hasX = wide >= thin || wide >= high;
  const hasY = high >= thin || high > wide;
  return {
    plot,
    x: hasX ? part(drag.x, offsetX, plot.left, plot.right) : null,
    y: hasY ? part(drag.y, offsetY, plot.top, plot.bottom) : null,
  };
}

/** The value at a pixel of an axis that goes from one pixel to another. */
export function valueAt(
  pixel: number,
  { log }: Zoomable,
  from: number,
  to: number,
  { min, max }: Extent,
): number {
  const share = (pixel - from) / (to - from);
  return log ? min * (max / min) ** share : min + (max - min) * share;
}

export function isInside(
  { left, right, top, bottom }: Plot,
  { offsetX: x, offsetY: y }: Pick<MouseEvent, 'offsetX' | 'offsetY'>,
) {
  return x >= left - 4 && x <= right + 4 && y >= top && y <= bottom;
}
