/** How many cells a thread is given at once: as many as take a few milliseconds, so that another view can take their place. */

/** Milliseconds. */
const wanted = 12;
const most = 4096;

export class BatchSize {
  #cells = 4;

  get cells(): number {
    return this.#cells;
  }

  /** @param milliseconds That so many cells took. */
  learn(cells: number, milliseconds: number): void {
    if (cells === 0) return;
    const fitting = (wanted * cells) / Math.max(milliseconds, 0.01);
    // No batch is many times as large as one that was measured.
    this.#cells = Math.round(Math.max(1, Math.min(most, fitting, 4 * this.#cells)));
  }
}
