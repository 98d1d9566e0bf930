/** Those who are told of changes. What one of them throws keeps nothing from the others, nor from what goes on. */
export class Listeners<Change> {
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #report: (error: unknown) => void;

  /** @param report Takes what a listener throws. Default: it is an unhandled rejection, which whoever runs the program sees. */
  constructor(report: (error: unknown) => void = (error) => void Promise.reject(error)) {
    this.#report = report;
  }

  /** Calls `listener` after each change, until what is returned is disposed of. */
  add(listener: (change: Change) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  tell(change: Change): void {
    for (const listener of [...this.#listeners])
      try {
        listener(change);
      } catch (error) {
        this.#report(error);
      }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
