import { Series } from '../race/series.ts';

/**
 * The numbers of one name in a log, each with the row it stands in or, in TensorBoard's files, the step. Where every row
 * has one, the rows need no memory.
 */
export class LogColumn {
  readonly name: string;
  #values = new Series();
  /** Row or step of each number; null while they count up by one from the first. */
  #places: Series | null = null;
  #first = 0;
  /** Unix time of each number in seconds; null where it is not known. */
  #times: Series | null = null;
  #largest = Number.NEGATIVE_INFINITY;
  #isGrowing = true;
  #dropped = 0;

  constructor(name: string) {
    this.name = name;
  }

  get length(): number {
    return this.#values.length;
  }

  /** The largest number so far, also of those dropped. */
  get largest(): number {
    return this.#largest;
  }

  /** Whether no number was smaller than the one before it. */
  get isGrowing(): boolean {
    return this.#isGrowing;
  }

  /** How many numbers were dropped: where that changes, other numbers have their places. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The number at `index`; NaN also where there is none. */
  valueAt(index: number): number {
    return index < 0 ? Number.NaN : this.#values.at(index);
  }

  /** Row or step of the number at `index`. */
  placeOf(index: number): number {
    return this.#places ? this.#places.at(index) : this.#first + index;
  }

  /** Unix time in seconds; NaN where it is not known. */
  timeAt(index: number): number {
    return this.#times?.at(index) ?? Number.NaN;
  }

  add(place: number, value: number, time?: number): void {
    const { length } = this.#values;
    if (length === 0 && this.#places === null) this.#first = place;
    if (this.#places === null && place !== this.#first + length) this.#places = this.#writePlaces(length);
    this.#places?.push(place);
    if (value < this.#values.at(-1)) this.#isGrowing = false;
    this.#values.push(value);
    if (value > this.#largest) this.#largest = value;
    if (time === undefined) return;
    this.#times ??= new Series(new Float64Array(length).fill(Number.NaN));
    this.#times.push(time);
  }

  #writePlaces(length: number): Series {
    return new Series(Float64Array.from({ length }, (_, index) => this.#first + index));
  }

  /** The last number at or before a place, in a column whose places only grow; -1 where there is none. */
  lastUpTo(place: number): number {
    if (this.#places === null)
      return Math.max(-1, Math.min(Math.floor(place - this.#first), this.length - 1));
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#places.at(middle) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Drops the numbers at `place` and behind it, wherever they stand. */
  dropFrom(place: number): void {
    const kept: number[] = [];
    for (let index = 0; index < this.length; index++) if (this.placeOf(index) < place) kept.push(index);
    const dropped = this.length - kept.length;
    if (dropped === 0) return;
    this.#dropped += dropped;
    const pick = (of: (index: number) => number) => new Series(Float64Array.from(kept, of));
    const places = pick((index) => this.placeOf(index));
    this.#times &&= pick((index) => this.timeAt(index));
    this.#values = pick((index) => this.valueAt(index));
    this.#places = places;
  }
}
