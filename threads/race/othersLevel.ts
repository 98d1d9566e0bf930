/**
 * How far the slowest run of other threads is, by what was told of it. Between two messages it is taken to go on as before,
 * so that nobody waits for a message while all go on.
 */

/** Milliseconds for which a share is reckoned on: three messages may be late, as long as one waits for a thread that stands. */
const longest = 100;

export class OthersLevel {
  #share: number;
  /** Per millisecond. Nobody has said yet that they go on. */
  #rate = 0;
  #changedAt: number;

  /** @param share Where they begin. */
  constructor(share: number, now: number) {
    this.#share = share;
    this.#changedAt = now;
  }

  hear(share: number, now: number): void {
    if (share === this.#share) return;
    const since = Math.max(1, now - this.#changedAt);
    this.#rate = Math.max(0, (share - this.#share) / since);
    this.#share = share;
    this.#changedAt = now;
  }

  at(now: number): number {
    return Math.min(1, this.#share + this.#rate * Math.min(longest, now - this.#changedAt));
  }
}
