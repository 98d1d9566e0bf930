import { type Curve, firstFrom } from './curve.ts';

/** Values after each step from one on. */
export class BranchCurve implements Curve {
  readonly #from: number;
  readonly #values: Float64Array;

  /** @param from After how many steps the first was measured. */
  constructor(from: number, values: Float64Array) {
    this.#from = from;
    this.#values = values;
  }

  get length(): number {
    return this.#values.length;
  }

  get last(): number {
    return this.at(this.length - 1);
  }

  at(index: number): number {
    return this.#values.at(index) ?? Number.NaN;
  }

  stepOf(index: number): number {
    return this.#from + index;
  }

  indexFrom(step: number): number {
    return firstFrom({ length: this.length, stepOf: (index) => this.stepOf(index) }, step);
  }

  extremes(from: number, to: number): [low: number, high: number] {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of this.#values.subarray(from, to)) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return [low, high];
  }
}
