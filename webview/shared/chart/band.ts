import { ColumnParts, isSamePlacing, type Part, type Placing } from './placing.ts';
import { placeAfter, stepsTo } from './stepUnits.ts';

/** A part of the band has at least this many pixel columns and, where steps are even on the axis, values. */
const width = 4;
const fewest = 6;
/** The middle of fewer values says little: a part looks at as many of its neighbours as it lacks. */
const lookedAt = 24;
/** Of more values a sample tells the same. */
const sample = new Float64Array(64);
/** Its multiples spread evenly, and keep step with no epoch. */
const golden = (Math.sqrt(5) - 1) / 2;

/** Where the band is at one place of the axis. */
export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** The middle 80 % of a curve of noisy values, part by part: single values far out would make a wall of it. */
export class Band {
  readonly #placing: Placing;
  readonly #parts: ColumnParts;
  readonly #settled: BandPoint[] = [];
  /** Full, but what follows it has not come yet. */
  #waiting: Part | null = null;
  #seen = 0;
  /** Sums over what is settled; of logarithms where the axis has them. */
  #sums = { low: 0, high: 0 };

  constructor(placing: Placing) {
    this.#placing = placing;
    const { columns, axis, stepsPerUnit } = placing;
    const steps = stepsTo(stepsPerUnit, axis.max) - stepsTo(stepsPerUnit, axis.min);
    const parts = Math.ceil(Math.min(columns / width, steps / fewest));
    this.#parts = new ColumnParts({ ...placing, columns: Math.max(1, parts) });
  }

  fits(placing: Placing): boolean {
    return isSamePlacing(this.#placing, placing);
  }

  /** Takes in the values that came since. */
  grow(): this {
    const { curve } = this.#placing;
    if (this.#seen === curve.length) return this;
    this.#seen = curve.length;
    for (;;) {
      this.#waiting ??= this.#parts.nextFull();
      const part = this.#waiting;
      if (!part || part.to + lacking(part) > curve.length) return this;
      this.#waiting = null;
      // Near the left end of a logarithmic axis.
      if (part.from === part.to) continue;
      // The band begins where the curve does.
      if (this.#settled.length === 0) this.#settle(this.#pointOf(part, curve.stepOf(part.from)));
      this.#settle(this.#pointOf(part));
    }
  }

  #settle(points: readonly BandPoint[]): void {
    for (const point of points) {
      this.#settled.push(point);
      this.#sums.low += this.#scaled(point.low);
      this.#sums.high += this.#scaled(point.high);
    }
  }

  #scaled(value: number): number {
    return this.#placing.logY ? Math.log(value) : value;
  }

  /** Its edges in the mean over the axis, on the scale of the axis; null before there is any. */
  get typical(): Omit<BandPoint, 'x'> | null {
    const count = this.#settled.length;
    if (count === 0) return null;
    const mean = (sum: number) => (this.#placing.logY ? Math.exp(sum / count) : sum / count);
    return { low: mean(this.#sums.low), high: mean(this.#sums.high) };
  }

  /** What will not change any more. */
  get settled(): readonly BandPoint[] {
    return this.#settled;
  }

  /** From there to the last value, of those that there are. */
  get tail(): readonly BandPoint[] {
    const { curve } = this.#placing;
    const rest = this.#parts.rest;
    const end = { from: Math.min(rest.from, curve.length - 1), to: rest.to };
    if (end.to <= 0) return [];
    const first = this.#waiting ?? end;
    return [
      ...(this.#settled.length === 0 ? this.#pointOf(first, curve.stepOf(first.from)) : []),
      ...(this.#waiting ? this.#pointOf(this.#waiting) : []),
      ...this.#pointOf(end, curve.stepOf(end.to - 1)),
    ];
  }

  /** @param step Default: the middle of the part. */
  #pointOf({ from, to }: Part, step?: number): BandPoint[] {
    const { curve, stepsPerUnit } = this.#placing;
    const more = lacking({ from, to });
    const values = this.#valuesOf(Math.max(0, from - more), Math.min(curve.length, to + more));
    if (values.length === 0) return [];
    const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
    const middle = (curve.stepOf(from) + curve.stepOf(to - 1)) / 2;
    return [{ x: placeAfter(stepsPerUnit, step ?? middle), low: at(0.1), high: at(0.9) }];
  }

  /** A sample of the values from `from` to `to`, exclusive, in the order of their sizes. */
  #valuesOf(from: number, to: number): Float64Array {
    const { curve, logY } = this.#placing;
    const all = to - from;
    const asked = Math.min(sample.length, all);
    let count = 0;
    for (let i = 0; i < asked; i++) {
      const value = curve.at(from + (asked === all ? i : Math.floor(((i * golden) % 1) * all)));
      // A logarithm knows no 0, and one batch without a fault is no news.
      if (Number.isFinite(value) && (!logY || value > 0)) sample[count++] = value;
    }
    return sample.subarray(0, count).sort();
  }
}

/** How many values a part looks at on either side of its own. */
function lacking({ from, to }: Part): number {
  return Math.max(0, Math.ceil((lookedAt - (to - from)) / 2));
}
