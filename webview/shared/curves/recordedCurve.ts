import type { ScalarQuantity } from '../../../core/race/quantities.ts';
import type { RunRecord } from '../../../core/race/runRecord.ts';
import { type Curve, firstFrom } from './curve.ts';
import { Extremes } from './extremes.ts';

/** A quantity of a record, which may grow: knows the smallest and largest value between any two indexes. */
export class RecordedCurve implements Curve {
  readonly #record: RunRecord;
  readonly #quantity: ScalarQuantity;
  readonly #extremes = new Extremes();

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
    const values = this.#record.get(this.#quantity);
    if (!values) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    return this.#extremes.between(values, from, Math.min(to, this.length));
  }
}
