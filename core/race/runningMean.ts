/**
 * The mean of the last `steps` values or, before there are so many, of all; one step: the values themselves. Numbers are
 * only ever added: subtracting those that fall out would leave their rounding, which after high losses is larger than
 * low ones.
 */
export interface RunningMeanState {
  readonly block: Float64Array;
  readonly count: number;
  readonly sum: number;
}

export class RunningMean {
  readonly #steps: number;
  /** Values of the block of `steps` that is being filled; behind them, of the one before, the sums from there to its end. */
  #block = new Float64Array(0);
  #count = 0;
  /** Of the block that is being filled. */
  #sum = 0;

  /** @param from Where another stood that this one goes on for. Default: nothing was added. */
  constructor(steps: number, from?: RunningMeanState) {
    this.#steps = Math.max(1, steps);
    if (!from) return;
    this.#block = Float64Array.from(from.block);
    this.#count = from.count;
    this.#sum = from.sum;
  }

  /** A copy that later values don't change. */
  get state(): RunningMeanState {
    return { block: this.#block.slice(), count: this.#count, sum: this.#sum };
  }

  /** Takes one more value; returns the mean with it. */
  add(value: number): number {
    const place = this.#count % this.#steps;
    if (place === 0) this.#beginBlock();
    if (place === this.#block.length) this.#grow();
    const before = this.#count < this.#steps ? 0 : (this.#block[place + 1] ?? 0);
    this.#block[place] = value;
    this.#sum += value;
    this.#count++;
    return (before + this.#sum) / Math.min(this.#count, this.#steps);
  }

  /** The means after each of `values`. */
  next(values: ArrayLike<number>): Float64Array {
    const means = new Float64Array(values.length);
    for (let i = 0; i < means.length; i++) means[i] = this.add(values[i] ?? Number.NaN);
    return means;
  }

  #beginBlock(): void {
    const block = this.#block;
    for (let i = this.#steps - 2; i >= 0 && this.#count > 0; i--)
      block[i] = (block[i] ?? 0) + (block[i + 1] ?? 0);
    this.#sum = 0;
  }

  #grow(): void {
    const larger = new Float64Array(Math.min(this.#steps, Math.max(64, 2 * this.#block.length)));
    larger.set(this.#block);
    this.#block = larger;
  }
}
