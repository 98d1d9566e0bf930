import { ColumnParts, isSamePlacing, type Part, type Placing } from './placing.ts';
import { Smallest } from './smallest.ts';
import { placeAfter, stepsTo } from './stepUnits.ts';

/** Values that are left out of the range at either end take less than this part of the width. */
const outliers = 0.03;
/** Among fewer columns than this none is far from the others. */
const fewest = 8;

/**
 * The points to draw of a curve that grows: all of them where they are sparse, else first, smallest, largest and last of
 * every pixel column, which looks the same (M4, Jugel et al. 2014). Columns that are full never change.
 */
export class Polyline {
  readonly #placing: Placing;
  #xs = new Float64Array(64);
  #ys = new Float64Array(64);
  #length = 0;
  #settled = 0;
  readonly #parts: ColumnParts;
  #seen = 0;
  readonly #low: Smallest;
  /** Of the negated values. */
  readonly #high: Smallest;

  /** @param before What it takes the place of: its memory is used again. */
  constructor(placing: Placing, before?: Polyline) {
    this.#placing = placing;
    if (before) {
      this.#xs = before.#xs;
      this.#ys = before.#ys;
    }
    this.#parts = new ColumnParts(placing);
    const kept = 2 + Math.floor(outliers * placing.columns);
    this.#low = new Smallest(kept);
    this.#high = new Smallest(kept);
  }

  get length(): number {
    return this.#length;
  }

  /** So many of the first points will not change any more. */
  get settled(): number {
    return this.#settled;
  }

  /** On the axis. */
  x(index: number): number {
    return this.#xs[index] ?? Number.NaN;
  }

  y(index: number): number {
    return this.#ys[index] ?? Number.NaN;
  }

  /** False if the points must be made anew. */
  fits(placing: Placing): boolean {
    return isSamePlacing(this.#placing, placing);
  }

  /** Takes in the values that came since. */
  grow(): this {
    const { curve } = this.#placing;
    if (this.#seen === curve.length) return this;
    this.#seen = curve.length;
    this.#length = this.#settled;
    if (this.#settled === 0) this.#settled = this.#enter();
    for (let part = this.#parts.nextFull(); part; part = this.#parts.nextFull()) {
      this.#take(part);
      this.#weigh(this.#settled);
      this.#settled = this.#length;
    }
    this.#take(this.#parts.rest);
    this.#leave();
    return this;
  }

  /** The value before what is in view: the line comes from there. Returns how many points it makes. */
  #enter(): number {
    const { curve, axis, stepsPerUnit } = this.#placing;
    const from = curve.indexFrom(stepsTo(stepsPerUnit, axis.min));
    if (from === 0 || from === curve.length || (axis.log && curve.stepOf(from - 1) <= 0)) return 0;
    this.#push(curve.stepOf(from - 1), curve.at(from - 1));
    return this.#length;
  }

  /** The value after it: the line goes there. */
  #leave(): void {
    const { curve, axis } = this.#placing;
    const { to } = this.#parts.rest;
    if (to < curve.length && to > 0 && !(this.x(this.#length - 1) > axis.max))
      this.#push(curve.stepOf(to), curve.at(to));
  }

  /** The smallest and the largest value in view; the first is above the second where there is none. */
  get wholeRange(): [low: number, high: number] {
    const { axis } = this.#placing;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < this.#length; i++) {
      const value = this.y(i);
      if (!this.#counts(value) || this.x(i) < axis.min || this.x(i) > axis.max) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [low, high];
  }

  /**
   * The range of its values without outliers: single ones far from the others that take no more than three hundredths of
   * the width, such as where steps of one length lead over a minimum. Values of the column that is not full yet are no
   * exception. The first is above the second where there are none.
   */
  get range(): [low: number, high: number] {
    const { count } = this.#low;
    const rank = Math.max(1, Math.floor(outliers * count));
    const [usualLow, usualHigh] = [this.#low.at(rank), -this.#high.at(rank)];
    const isUsual = (value: number) => count < fewest || this.#isNear(value, usualLow, usualHigh);
    let low = this.#low.first(isUsual);
    let high = -this.#high.first((value) => isUsual(-value));
    for (let i = this.#settled; i < this.#length; i++) {
      const value = this.y(i);
      if (!this.#counts(value) || !isUsual(value) || this.x(i) > this.#placing.axis.max) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [low, high];
  }

  /** Whether a value is not far below or above those of a range, as the axis has it. */
  #isNear(value: number, low: number, high: number): boolean {
    if (!this.#placing.logY) {
      const room = high - low;
      return room <= 0 || (low - value <= room && value - high <= room);
    }
    const decades = (from: number, to: number) => Math.log10(to / from);
    const room = Math.max(1, decades(low, high)) / 2 + 1;
    return decades(value, low) <= room && decades(high, value) <= room;
  }

  #counts(value: number): boolean {
    return !this.#placing.logY || value > 0;
  }

  #take({ from, to }: Part): void {
    const { curve } = this.#placing;
    if (to - from <= 4) {
      for (let i = from; i < to; i++) this.#push(curve.stepOf(i), curve.at(i));
      return;
    }
    const [low, high] = curve.extremes(from, to);
    const [first, last] = [curve.stepOf(from), curve.stepOf(to - 1)];
    this.#push(first, curve.at(from));
    this.#push((first + last) / 2, low);
    this.#push((first + last) / 2, high);
    this.#push(last, curve.at(to - 1));
  }

  #push(step: number, value: number): void {
    if (!Number.isFinite(value)) return;
    if (this.#length === this.#xs.length) {
      this.#xs = grown(this.#xs);
      this.#ys = grown(this.#ys);
    }
    this.#xs[this.#length] = placeAfter(this.#placing.stepsPerUnit, step);
    this.#ys[this.#length++] = value;
  }

  /** Counts the points from `from` on towards the range: of a full column its smallest and its largest. */
  #weigh(from: number): void {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = from; i < this.#length; i++) {
      const value = this.y(i);
      if (!this.#counts(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low > high) return;
    this.#low.take(low);
    this.#high.take(-high);
  }
}

function grown(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
