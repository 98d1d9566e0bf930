import { endInView, xOf } from './axis.ts';
import type { Polyline } from './polyline.ts';
import type { Extent, Line } from './scene.ts';
import { linearRange, logRange, type Range } from './ticks.ts';
import type { TraceBand } from './traces.ts';

/** Losses this much below the largest are rounding noise, (1e-16)², and not worth decades of the axis. */
const noise = 1e-32;

/** A line with its points. */
export interface Traced {
  readonly line: Pick<Line, 'curve' | 'stepsPerUnit' | 'divergedAt' | 'ended'>;
  readonly points: Pick<Polyline, 'range' | 'wholeRange'>;
  /** null where none is drawn. */
  readonly band: Pick<TraceBand, 'typical'> | null;
}

export interface RangeOptions {
  /** What is in view. */
  readonly axis: Extent;
  /** Whether what is far from the rest is left out. */
  readonly ignoresOutliers: boolean;
  /** Shown too; null for none. */
  readonly target: number | null;
  readonly logY: boolean;
  /** Values are shares of 1. */
  readonly isShare: boolean;
  /** How many grid lines there is room for. */
  readonly rows: number;
}

/**
 * Fitted to the lines in view, the target and bands as far as these reach in the mean. Outliers that are left out are single
 * values far from a line's others, but not where it began and where it ended; and of a diverged line all but its start and
 * its best, so that it stretches nothing.
 * @returns null before there is anything to fit it to.
 */
export function yRange(traced: readonly Traced[], options: RangeOptions): Range | null {
  const { axis, target, logY, isShare, rows, ignoresOutliers } = options;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (value: number) => {
    if (!Number.isFinite(value) || (logY && value <= 0)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { line, points, band } of traced) {
    const { curve, ended } = line;
    const stretches = line.divergedAt === null || !ignoresOutliers;
    const [least, most] = ignoresOutliers ? points.range : points.wholeRange;
    take(least);
    if (stretches) take(most);
    if (xOf(line, 0) >= axis.min) take(curve.at(0));
    if (ended && stretches && endInView(line, axis) === curve.length - 1) take(curve.last);
    if (band?.typical && stretches) {
      take(band.typical.low);
      take(band.typical.high);
    }
  }
  if (!(low <= high)) return null;
  if (isShare) return low < high ? linearRange(low, high, rows) : linearRange(0, 1, rows);
  if (target !== null) take(target);
  if (!logY) return linearRange(Math.min(0, low), high * 1.02, rows);
  // A diverged line is seen leaving: half a decade of room above the others.
  const room = traced.some(({ line }) => line.divergedAt !== null) ? 10 ** 0.5 : 1;
  return logRange(Math.max(low, high * noise), high * room, rows);
}
