/** How many cells are computed at once: as many as take so long, so that what is wanted next can take their place. */

export interface BatchLimits {
  /** In milliseconds. */
  readonly wanted: number;
  readonly first: number;
  readonly fewest: number;
  readonly most: number;
  /** No batch is so many times as large as one that was measured. */
  readonly growth: number;
}

/** Of a thread: a few milliseconds. */
export const ofThread: BatchLimits = { wanted: 12, first: 4, fewest: 1, most: 4096, growth: 4 };
/** Of a device: the coarse cells first, then as many as it likes to have at once, and a picture twice a second. */
export const ofDevice: BatchLimits = { wanted: 500, first: 4096, fewest: 1024, most: 65_536, growth: 16 };

export class BatchSize {
  readonly #limits: BatchLimits;
  #cells: number;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
    this.#cells = limits.first;
  }

  get cells(): number {
    return this.#cells;
  }

  /** @param milliseconds That so many cells took. */
  learn(cells: number, milliseconds: number): void {
    if (cells === 0) return;
    const { wanted, fewest, most, growth } = this.#limits;
    const fitting = (wanted * cells) / Math.max(milliseconds, 0.01);
    this.#cells = Math.round(Math.max(fewest, Math.min(most, fitting, growth * this.#cells)));
  }
}
