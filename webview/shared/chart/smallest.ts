/** The few smallest of many numbers that keep coming, in order. */
export class Smallest {
  readonly #kept: number[] = [];
  readonly #most: number;
  #count = 0;

  /** @param most How many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** How many came. */
  get count(): number {
    return this.#count;
  }

  take(value: number): void {
    this.#count++;
    const kept = this.#kept;
    if (kept.length === this.#most && value >= (kept.at(-1) ?? 0)) return;
    let place = kept.length < this.#most ? kept.push(value) - 1 : kept.length - 1;
    for (; place > 0 && (kept[place - 1] ?? 0) > value; place--) kept[place] = kept[place - 1] ?? 0;
    kept[place] = value;
  }

  /** The one that so many are smaller than, or the last one kept; infinite where there is none. */
  at(rank: number): number {
    return this.#kept[Math.min(rank, this.#kept.length - 1)] ?? Number.POSITIVE_INFINITY;
  }

  /** The smallest one kept that is wanted; infinite where none is. */
  first(isWanted: (value: number) => boolean): number {
    return this.#kept.find(isWanted) ?? Number.POSITIVE_INFINITY;
  }
}
