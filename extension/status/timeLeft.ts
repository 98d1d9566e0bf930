/** How long something still takes, by how fast it has been so far, pauses left out. */
export class TimeLeft {
  readonly #now: () => number;
  #share: number;
  #gained = 0;
  #last: number;
  #elapsed = 0;

  /**
   * @param share What is done at the beginning, 0 to 1.
   * @param now Milliseconds from any clock that runs forward.
   */
  constructor(share: number, now: () => number) {
    this.#share = share;
    this.#now = now;
    this.#last = now();
  }

  /** To be told when it stops for a while, too. @param isRunning Whether it has gone on since the last call. */
  update(share: number, isRunning: boolean): void {
    const time = this.#now();
    if (isRunning) this.#elapsed += time - this.#last;
    this.#last = time;
    this.#gained += Math.max(0, share - this.#share);
    this.#share = share;
  }

  /** In seconds; null where too little is done to tell. */
  get seconds(): number | null {
    if (this.#gained < leastShare) return null;
    return (this.#elapsed * (1 - this.#share)) / this.#gained / 1000;
  }
}

const leastShare = 0.005;
