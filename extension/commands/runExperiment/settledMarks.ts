/**
 * What is marked in a list whose rows change. The window tells of marks by the places of their rows, late: what it tells shortly
 * after a change may be meant of the rows before, and seem to be other rows.
 */

/** For so long after rows have changed, in milliseconds. Nobody is so quick to mark one by hand. */
const settling = 1000;

export class SettledMarks<T> {
  readonly #told: () => readonly T[];
  readonly #clock: () => number;
  #set: readonly T[] = [];
  #setAt = Number.NEGATIVE_INFINITY;

  /** @param told What the window told of last. */
  constructor(told: () => readonly T[], clock: () => number = Date.now) {
    this.#told = told;
    this.#clock = clock;
  }

  get areSettling(): boolean {
    return this.#clock() - this.#setAt < settling;
  }

  /** What the person has marked, as far as it can be known now. */
  get now(): readonly T[] {
    return this.areSettling ? this.#set : this.#told();
  }

  /** What was marked when rows changed last. */
  get set(): readonly T[] {
    return this.#set;
  }

  /** Rows have changed, and with them what is marked. */
  change(marked: readonly T[]): void {
    this.#set = marked;
    this.#setAt = this.#clock();
  }
}
