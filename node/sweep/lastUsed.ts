/** Keeps a few things that take long to make, those that were asked for last. */
export class LastUsed<T> {
  readonly #most: number;
  readonly #made = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  get(name: string, make: () => T): T {
    const known = this.#made.get(name) ?? make();
    // Maps keep the order in which names came.
    this.#made.delete(name);
    this.#made.set(name, known);
    for (const [oldest] of this.#made) {
      if (this.#made.size <= this.#most) break;
      this.#made.delete(oldest);
    }
    return known;
  }

  /** So that it is made again. */
  forget(name: string): void {
    this.#made.delete(name);
  }
}
