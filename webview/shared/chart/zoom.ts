/** What is in view of an axis, nearer, further or moved. */
import type { Extent } from './scene.ts';

/** No nearer than this part of the whole. */
const nearest = 1e-6;
/** As much more than all is all: rounding must not leave a sliver out of view. */
const almost = 1 - 1e-9;

/** An axis: all of it, and how its values lie along it. */
export interface Zoomable {
  readonly whole: Extent;
  readonly log: boolean;
  /** No less than this is shown of it. Default: a millionth of the whole. */
  readonly least?: number;
}

/**
 * `factor` times as much in view, and the value `about` where it was.
 * @returns null where that is all of the axis.
 */
export function scaled(view: Extent, axis: Zoomable, factor: number, about: number): Extent | null {
  const { along } = scaleOf(axis);
  const [low, middle, high] = [along(view.min), along(about), along(view.max)];
  const to = { min: middle - (middle - low) * factor, max: middle + (high - middle) * factor };
  return within(to, axis, view);
}

/** Moved by a part of what is in view. */
export function moved(view: Extent, axis: Zoomable, share: number): Extent | null {
  const { along } = scaleOf(axis);
  const [low, high] = [along(view.min), along(view.max)];
  const by = share * (high - low);
  return within({ min: low + by, max: high + by }, axis, view);
}

/** From one value to another, in either order. */
export function between(from: number, to: number, axis: Zoomable, view: Extent): Extent | null {
  const { along } = scaleOf(axis);
  return within({ min: along(Math.min(from, to)), max: along(Math.max(from, to)) }, axis, view);
}

/** What is in view as far as the axis has it: it may have become another since; null where that is all. */
export function inView(view: Extent | null, { whole, log }: Zoomable): Extent | null {
  if (view === null || (log && view.min <= 0)) return null;
  const [min, max] = [Math.max(whole.min, view.min), Math.min(whole.max, view.max)];
  return min < max && (min > whole.min || max < whole.max) ? { min, max } : null;
}

/** @param to Along the axis. @param view Stays where less would be in view than can be. */
function within(to: Extent, axis: Zoomable, view: Extent): Extent | null {
  const { along, back } = scaleOf(axis);
  const [low, high] = [along(axis.whole.min), along(axis.whole.max)];
  const width = to.max - to.min;
  if (width >= (high - low) * almost) return null;
  const min = Math.min(high - width, Math.max(low, to.min));
  const found = tidy({ min: back(min), max: back(min + width) }, axis);
  const least = axis.least ?? 0;
  if (width >= nearest * (high - low) && found.max - found.min >= least) return found;
  return inView({ min: view.min, max: view.max }, axis);
}

/** Round to what can be seen: the limits are written at the axis. */
function tidy({ min, max }: Extent, { whole, log, least }: Zoomable): Extent {
  const unit = (value: number) => {
    const size = Math.floor(Math.log10(log ? value : max - min)) - 3;
    return least !== undefined && Number.isInteger(least) ? Math.max(0, size) : size;
  };
  const rounded = (value: number) => {
    const digits = unit(value);
    return shifted(Math.round(shifted(value, -digits)), digits);
  };
  return { min: Math.max(whole.min, rounded(min)), max: Math.min(whole.max, rounded(max)) };
}

/** Times a power of ten, read as a decimal, so that nothing is left behind the digits. */
function shifted(value: number, exponent: number): number {
  const [digits, own = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(own) + exponent}`);
}

function scaleOf({ log }: Zoomable) {
  return log
    ? { along: Math.log, back: Math.exp }
    : { along: (value: number) => value, back: (value: number) => value };
}
