import type { RunRecord, ScalarQuantity } from '../../../core/race/runRecord.ts';
import { Series } from '../../../core/race/series.ts';
import { type Curve, firstFrom } from './curve.ts';

/** Extremes are kept for every block of this many values, so that a million points cost a few thousand looks. */
const block = 16;

/** A quantity of a record, which may grow: knows the smallest and largest value between any two indexes. */
export class RecordedCurve implements Curve {
  readonly #record: RunRecord;
  readonly #quantity: ScalarQuantity;
  readonly #lows = new Series();
  readonly #highs = new Series();

  constructor(record: RunRecord, quantity: ScalarQuantity) {
    this.#record = record;
    this.#quantity = quantity;
  }

  get length(): number {
    return this.#record.length;
  }

  get last(): number {
    return this.at(-1);
  }

  /** A negative index counts from the end; NaN where there is none. */
  at(index: number): number {
    return this.#record.get(this.#quantity)?.at(index) ?? Number.NaN;
  }

  stepOf(index: number): number {
    return this.#record.stepOf(index);
  }

  indexFrom(step: number): number {
    if (!this.#record.get('step')) return Math.min(this.length, Math.max(0, Math.ceil(step)));
    return firstFrom({ length: this.length, stepOf: (index) => this.#record.stepOf(index) }, step);
  }

  /** Smallest and largest finite value of `from <= index < to`; the first is above the second where there is none. */
  extremes(from: number, to: number): [low: number, high: number] {
    this.#closeBlocks();
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

  /** Looks at the blocks that have become full. */
  #closeBlocks(): void {
    while ((this.#lows.length + 1) * block <= this.length) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      const first = this.#lows.length * block;
      for (let i = first; i < first + block; i++) {
        const value = this.at(i);
        if (!Number.isFinite(value)) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      this.#lows.push(low);
      this.#highs.push(high);
    }
  }
}
