/** The time that someone spends at work, without the pauses. */
export class Stopwatch {
  readonly #now: () => number;
  #spent = 0;
  #begin: number | null = null;

  /** @param now Milliseconds from any clock that runs forward. */
  constructor(now: () => number) {
    this.#now = now;
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
