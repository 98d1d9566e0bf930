/** The time that someone spends at work, without the pauses. */
export class Stopwatch {
  readonly #now: () => number;
  #spent: number;
  #begin: number | null = null;

  /**
   * @param now Milliseconds from any clock that runs forward.
   * @param spent Milliseconds between starts and stops before. Default: 0.
   */
  constructor(now: () => number, spent = 0) {
    this.#now = now;
    this.#spent = spent;
  }

  /** Milliseconds between starts and stops so far. */
  get elapsed(): number {
    return this.#spent + (this.#begin === null ? 0 : this.#now() - this.#begin);
  }

  start(): void {
    this.#begin ??= this.#now();
  }

  stop(): void {
    this.#spent = this.elapsed;
    this.#begin = null;
  }
}

/** Steps between two looks at the clock: as many as take about half a millisecond. */
const [shortest, longest] = [0.25, 1];
/** Enough for the fastest steps. */
const most = 65_536;

export class Stride {
  #steps = 1;

  get steps(): number {
    return this.#steps;
  }

  /** Takes how many milliseconds that many steps took. */
  adapt(milliseconds: number): void {
    if (milliseconds < shortest) this.#steps = Math.min(2 * this.#steps, most);
    else if (milliseconds > longest) this.#steps = Math.ceil(this.#steps / 2);
  }
}
