import { Series } from '../../../core/race/series.ts';
import type { Curve } from './curve.ts';

/** Extremes are kept for every block of this many values, so that a million points cost a few thousand looks. */
const block = 16;

/** The loss after every step: a growing list that knows the smallest and largest between any two indexes. */
export class LossSeries implements Curve {
  readonly #values = new Series();
  readonly #lows = new Series();
  readonly #highs = new Series();
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  get length(): number {
    return this.#values.length;
  }

  /** A negative index counts from the end; NaN where there is none. */
  at(index: number): number {
    return this.#values.at(index);
  }

  get last(): number {
    return this.at(-1);
  }

  stepOf(index: number): number {
    return index;
  }

  indexFrom(step: number): number {
    return Math.min(this.length, Math.max(0, Math.ceil(step)));
  }

  append(values: Float64Array): void {
    let length = this.length;
    this.#values.append(values);
    for (const value of values) {
      this.#take(value);
      if (++length % block === 0) this.#closeBlock();
    }
  }

  /** Smallest and largest finite value of `from <= index < to`; the first is above the second where there is none. */
  extremes(from: number, to: number): [low: number, high: number] {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    const end = Math.min(to, this.length);
    for (let i = Math.max(0, from); i < end; ) {
      const b = i / block;
      if (Number.isInteger(b) && i + block <= end) {
        low = Math.min(low, this.#lows.at(b));
        high = Math.max(high, this.#highs.at(b));
        i += block;
      } else {
        const value = this.at(i++);
        if (!Number.isFinite(value)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    return [low, high];
  }

  #take(value: number): void {
    if (!Number.isFinite(value)) return;
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  #closeBlock(): void {
    this.#lows.push(this.#low);
    this.#highs.push(this.#high);
    this.#low = Number.POSITIVE_INFINITY;
    this.#high = Number.NEGATIVE_INFINITY;
  }
}
