import type { LogColumn } from './logColumn.ts';

/**
 * The points of a column by growing steps. Where the steps go back, as after a restart from a checkpoint, the later
 * points replace those from there on, as in TensorBoard. Only the ranges of the column are kept, not its numbers.
 */
export class KeptPoints {
  readonly column: LogColumn;
  readonly #stepOf: (index: number) => number;
  /** For each range, its first number in the column and among the kept points. */
  readonly #begins: number[] = [];
  readonly #keptBegins: number[] = [];
  #length = 0;
  #seen = 0;
  #last = Number.NEGATIVE_INFINITY;
  #cutTo = Number.POSITIVE_INFINITY;
  #restarts = 0;
  #replaced = 0;

  /** @param stepOf The step of a number of the column; where it isn't finite the number is left out. */
  constructor(column: LogColumn, stepOf: (index: number) => number) {
    this.column = column;
    this.#stepOf = stepOf;
  }

  get length(): number {
    return this.#length;
  }

  /** The last step; negative infinity before there is one. */
  get lastStep(): number {
    return this.#last;
  }

  /** How often the steps went back. */
  get restarts(): number {
    return this.#restarts;
  }

  /** How many points were replaced by later ones. */
  get replaced(): number {
    return this.#replaced;
  }

  /** Takes what has come to the column. @returns how many of the points before are still the same. */
  update(): number {
    this.#cutTo = this.#length;
    for (; this.#seen < this.column.length; this.#seen++) {
      const step = this.#stepOf(this.#seen);
      if (!Number.isFinite(step)) continue;
      if (step <= this.#last) this.#cut(step);
      this.#push(this.#seen, step);
    }
    return this.#cutTo;
  }

  #push(index: number, step: number): void {
    const begin = this.#begins.at(-1) ?? -1;
    const keptBegin = this.#keptBegins.at(-1) ?? -1;
    if (begin < 0 || index !== begin + this.#length - keptBegin) {
      this.#begins.push(index);
      this.#keptBegins.push(this.#length);
    }
    this.#length++;
    this.#last = step;
  }

  #cut(step: number): void {
    const to = this.firstFrom(step);
    if (step < this.#last) this.#restarts++;
    this.#replaced += this.#length - to;
    this.#length = to;
    this.#cutTo = Math.min(this.#cutTo, to);
    while ((this.#keptBegins.at(-1) ?? -1) >= to) {
      this.#begins.pop();
      this.#keptBegins.pop();
    }
  }

  /** Where in the column a kept point stands. */
  indexOf(point: number): number {
    let low = 0;
    let high = this.#keptBegins.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#keptBegins[middle] ?? 0) <= point) low = middle;
      else high = middle;
    }
    return (this.#begins[low] ?? 0) + point - (this.#keptBegins[low] ?? 0);
  }

  step(point: number): number {
    return this.#stepOf(this.indexOf(point));
  }

  value(point: number): number {
    return this.column.valueAt(this.indexOf(point));
  }

  /** The first kept point at or behind a step; the number of points where there is none. */
  firstFrom(step: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.step(middle) < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
