import type { Curve } from '../curves/curve.ts';
import type { BandPoint } from './band.ts';
import { ColumnParts, isSamePlacing, type Part, type Placing } from './placing.ts';
import type { Middle } from './scene.ts';
import { placeAfter, stepsTo } from './stepUnits.ts';

/** Fewer values of a column than this are drawn each for itself. */
const fewest = 3;

/**
 * The middle half of several curves, column by column: all of it, since what is left out of the values is left out
 * already. An edge may be infinite.
 */
export class MiddleBand {
  readonly #placing: Placing;
  readonly #middle: Middle;
  readonly #parts: ColumnParts;
  readonly #settled: BandPoint[] = [];
  #seen = 0;
  /** Over what is settled: the lowest value that the axis has, and the sum of the upper edge on the scale of the axis. */
  #lowest = Number.POSITIVE_INFINITY;
  #sum = 0;
  #count = 0;

  /** @param placing Of the median. */
  constructor(placing: Placing, middle: Middle) {
    this.#placing = placing;
    this.#middle = middle;
    this.#parts = new ColumnParts(placing);
  }

  fits(placing: Placing): boolean {
    return isSamePlacing(this.#placing, placing);
  }

  /** Takes in the values that came since. */
  grow(): this {
    const { curve } = this.#placing;
    if (this.#seen === curve.length) return this;
    this.#seen = curve.length;
    // Where only a part is in view, the band comes from the value before it.
    if (this.#settled.length === 0) this.#settle(this.#before());
    for (let part = this.#parts.nextFull(); part; part = this.#parts.nextFull())
      this.#settle(this.#pointsOf(part));
    return this;
  }

  /** Its edges as far as the axis has to reach for them: single values of the upper one don't stretch it. */
  get typical(): Omit<BandPoint, 'x'> | null {
    if (this.#count === 0) return null;
    const mean = this.#sum / this.#count;
    const lows = this.tail.map(({ low }) => low).filter((low) => this.#counts(low));
    return {
      low: Math.min(this.#lowest, ...lows),
      high: this.#placing.logY ? Math.exp(mean) : mean,
    };
  }

  /** What will not change any more. */
  get settled(): readonly BandPoint[] {
    return this.#settled;
  }

  /** From there to the last value, or to the one behind what is in view. */
  get tail(): readonly BandPoint[] {
    const { curve } = this.#placing;
    const { from, to } = this.#parts.rest;
    const rest = this.#pointsOf({ from, to });
    return to > 0 && to < curve.length ? [...rest, ...this.#pointsOf({ from: to, to: to + 1 })] : rest;
  }

  #settle(points: readonly BandPoint[]): void {
    const { logY } = this.#placing;
    for (const point of points) {
      this.#settled.push(point);
      if (this.#counts(point.low)) this.#lowest = Math.min(this.#lowest, point.low);
      if (!this.#counts(point.high)) continue;
      this.#sum += logY ? Math.log(point.high) : point.high;
      this.#count++;
    }
  }

  #counts(value: number): boolean {
    return Number.isFinite(value) && (!this.#placing.logY || value > 0);
  }

  #before(): BandPoint[] {
    const { curve, axis, stepsPerUnit } = this.#placing;
    const from = curve.indexFrom(stepsTo(stepsPerUnit, axis.min));
    return from > 0 && from < curve.length ? this.#pointsOf({ from: from - 1, to: from }) : [];
  }

  #pointsOf({ from, to }: Part): BandPoint[] {
    const { curve, stepsPerUnit } = this.#placing;
    const { low, high } = this.#middle;
    const x = (index: number) => placeAfter(stepsPerUnit, curve.stepOf(index));
    if (to - from < fewest)
      return Array.from({ length: to - from }, (_, i) => ({
        x: x(from + i),
        low: low.at(from + i),
        high: high.at(from + i),
      }));
    return [{ x: (x(from) + x(to - 1)) / 2, low: edgeOf(low, from, to, 0), high: edgeOf(high, from, to, 1) }];
  }
}

/** How far an edge reaches in a column. It is infinite from some step on, or nowhere: the ends of the column tell. */
function edgeOf(curve: Curve, from: number, to: number, side: 0 | 1): number {
  const ends = [curve.at(from), curve.at(to - 1)];
  const outward = side === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (ends.includes(outward)) return outward;
  const reach = curve.extremes(from, to);
  return reach[0] <= reach[1] ? reach[side] : (ends[0] ?? Number.NaN);
}
