import { ColumnParts, isSamePlacing, type Part, type Placing } from './placing.ts';

/** A part of the band has at least this many pixel columns and, where steps are even on the axis, values. */
const width = 4;
const fewest = 24;
/** Of more values a sample tells the same. */
const sample = new Float64Array(64);
/** Its multiples spread evenly, and keep step with no epoch. */
const golden = (Math.sqrt(5) - 1) / 2;

/** The middle 80 % of a curve of noisy values, part by part: single values far out would make a wall of it. */
export class Band {
  readonly #placing: Placing;
  readonly #parts: ColumnParts;
  readonly #xs: number[] = [];
  readonly #lows: number[] = [];
  readonly #highs: number[] = [];
  #seen = 0;

  constructor(placing: Placing) {
    this.#placing = placing;
    const { columns, axis, stepsPerUnit } = placing;
    const parts = Math.ceil(Math.min(columns / width, (axis.max * stepsPerUnit) / fewest));
    this.#parts = new ColumnParts({ ...placing, columns: Math.max(1, parts) });
  }

  fits(placing: Placing): boolean {
    return isSamePlacing(this.#placing, placing);
  }

  /** Takes in the values that came since. Parts are added when they are full, and never change. */
  grow(): this {
    const { curve } = this.#placing;
    if (this.#seen === curve.length) return this;
    this.#seen = curve.length;
    for (let part = this.#parts.nextFull(); part; part = this.#parts.nextFull()) this.#take(part);
    return this;
  }

  get length(): number {
    return this.#xs.length;
  }

  /** The middle of a part, on the axis. */
  x(index: number): number {
    return this.#xs[index] ?? Number.NaN;
  }

  low(index: number): number {
    return this.#lows[index] ?? Number.NaN;
  }

  high(index: number): number {
    return this.#highs[index] ?? Number.NaN;
  }

  #take({ from, to }: Part): void {
    const { curve, stepsPerUnit, logY } = this.#placing;
    const asked = Math.min(sample.length, to - from);
    let count = 0;
    for (let i = 0; i < asked; i++) {
      const value = curve.at(from + (asked === to - from ? i : Math.floor(((i * golden) % 1) * (to - from))));
      // A logarithm knows no 0, and one batch without a fault is no news.
      if (Number.isFinite(value) && (!logY || value > 0)) sample[count++] = value;
    }
    if (count === 0) return;
    const sorted = sample.subarray(0, count).sort();
    const at = (share: number) => sorted[Math.round(share * (count - 1))] ?? Number.NaN;
    this.#xs.push((curve.stepOf(from) + curve.stepOf(to - 1)) / 2 / stepsPerUnit);
    this.#lows.push(at(0.1));
    this.#highs.push(at(0.9));
  }
}
