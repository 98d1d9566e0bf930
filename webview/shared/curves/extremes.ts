import { Series } from '../../../core/race/series.ts';

/** Extremes are kept for every block of this many values, of this many such blocks, and once more. */
const block = 16;
const levels = 3;

/** Where the values are. */
export interface Values {
  at(index: number): number;
}

/**
 * The smallest and the largest value between any two indexes of values that keep coming, with some dozen looks however many
 * are between: those of blocks are kept, of blocks of blocks too.
 */
export class Extremes {
  readonly #lows = Array.from({ length: levels }, () => new Series());
  readonly #highs = Array.from({ length: levels }, () => new Series());
  #low = 0;
  #high = 0;

  /** Finite ones of `from <= index < to`; the first is above the second where there is none. */
  between(values: Values, from: number, to: number): [low: number, high: number] {
    this.#closeBlocks(values, to);
    this.#low = Number.POSITIVE_INFINITY;
    this.#high = Number.NEGATIVE_INFINITY;
    for (let i = Math.max(0, from); i < to; ) i += this.#takeFrom(values, i, to);
    return [this.#low, this.#high];
  }

  /** Takes in what begins at an index, as much as there is known about. Returns how many values that are. */
  #takeFrom(values: Values, index: number, to: number): number {
    let size = block ** levels;
    for (let level = levels - 1; level >= 0; level--, size /= block) {
      const number = index / size;
      const lows = this.#lows[level];
      if (index + size > to || !Number.isInteger(number) || !lows || number >= lows.length) continue;
      this.#take(lows.at(number), this.#highs[level]?.at(number) ?? Number.NaN);
      return size;
    }
    const value = values.at(index);
    if (Number.isFinite(value)) this.#take(value, value);
    return 1;
  }

  #take(low: number, high: number): void {
    if (low < this.#low) this.#low = low;
    if (high > this.#high) this.#high = high;
  }

  /** Looks at the blocks that have become full. */
  #closeBlocks(values: Values, length: number): void {
    for (let level = 0, size = block; level < levels; level++, size *= block) {
      const [lows, highs] = [this.#lows[level], this.#highs[level]];
      while (lows && highs && (lows.length + 1) * size <= length) {
        const begin = lows.length * size;
        this.#low = Number.POSITIVE_INFINITY;
        this.#high = Number.NEGATIVE_INFINITY;
        for (let i = begin; i < begin + size; ) i += this.#takeFrom(values, i, begin + size);
        lows.push(this.#low);
        highs.push(this.#high);
      }
    }
  }
}
