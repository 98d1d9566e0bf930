/**
 * Exponential moving average over about `steps` values, m = d m + (1 - d) x with d = 1 - 1 / steps, divided by 1 - dᵗ as
 * in Adam so that it is right from the first value on. One step: the values themselves.
 */
export class RunningMean {
  readonly #decay: number;
  #mean = 0;
  #weight = 0;

  constructor(steps: number) {
    this.#decay = 1 - 1 / Math.max(1, steps);
  }

  /** Takes one more value; returns the average with it. */
  add(value: number): number {
    const d = this.#decay;
    this.#mean = d * this.#mean + (1 - d) * value;
    this.#weight = d * this.#weight + (1 - d);
    return this.#mean / this.#weight;
  }

  /** The averages after each of `values`. */
  next(values: ArrayLike<number>): Float64Array {
    const means = new Float64Array(values.length);
    for (let i = 0; i < means.length; i++) means[i] = this.add(values[i] ?? Number.NaN);
    return means;
  }
}
