import { type Range, Series } from '../../../core/race/series.ts';

/** Extremes are kept for every block of this many values, of this many such blocks, and once more. */
const block = 16;
const levels = 3;

/** Where the values are: all that is asked of them is the extremes of a few that follow each other. */
export type Values = Pick<Series, 'widen'>;

/**
 * The smallest and the largest value between any two indexes of values that keep coming, with some dozen looks however many
 * are between: those of blocks are kept, of blocks of blocks too.
 */
export class Extremes {
  readonly #lows = Array.from({ length: levels }, () => new Series());
  readonly #highs = Array.from({ length: levels }, () => new Series());
  readonly #range: Range = { low: 0, high: 0 };

  /** Finite ones of `from <= index < to`; the first is above the second where there is none. */
  between(values: Values, from: number, to: number): [low: number, high: number] {
    this.#closeBlocks(values, to);
    this.#empty();
    let [begin, end] = [Math.max(0, from), to];
    for (let level = 0; begin < end; level++) {
      const [first, last] = [Math.ceil(begin / block), Math.floor(end / block)];
      if (level === levels || first >= last) {
        this.#widen(values, level, begin, end);
        break;
      }
      this.#widen(values, level, begin, first * block);
      this.#widen(values, level, last * block, end);
      [begin, end] = [first, last];
    }
    return [this.#range.low, this.#range.high];
  }

  #empty(): void {
    this.#range.low = Number.POSITIVE_INFINITY;
    this.#range.high = Number.NEGATIVE_INFINITY;
  }

  /** @param level 0 has the values, 1 the blocks of them. */
  #widen(values: Values, level: number, begin: number, end: number): void {
    if (level === 0) values.widen(this.#range, begin, end);
    else {
      this.#lows[level - 1]?.widen(this.#range, begin, end);
      this.#highs[level - 1]?.widen(this.#range, begin, end);
    }
  }

  /** Looks at the blocks that have become full. */
  #closeBlocks(values: Values, length: number): void {
    let full = length;
    for (const [level, lows] of this.#lows.entries()) {
      full = Math.floor(full / block);
      while (lows.length < full) {
        this.#empty();
        const begin = lows.length * block;
        this.#widen(values, level, begin, begin + block);
        lows.push(this.#range.low);
        this.#highs[level]?.push(this.#range.high);
      }
    }
  }
}
