/** Does something over and over while there is news, but seldom enough that it takes little of the machine. */

/** At least from one beginning to the next, in milliseconds. */
const interval = 150;
/** It rests so many times as long as it took: a fifth of a core at most. */
const rest = 4;

export class BoundedRate {
  readonly #work: () => Promise<void>;
  #isBusy = false;
  #hasNews = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param work May not fail. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** There is news: the work begins now, or as soon as it may. */
  poke(): void {
    this.#hasNews = true;
    if (!this.#isBusy && this.#timer === undefined) void this.#begin();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#hasNews = false;
  }

  async #begin(): Promise<void> {
    this.#hasNews = false;
    this.#isBusy = true;
    const begin = performance.now();
    await this.#work();
    const took = performance.now() - begin;
    this.#isBusy = false;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        if (this.#hasNews) void this.#begin();
      },
      Math.max(interval - took, rest * took),
    );
  }
}
