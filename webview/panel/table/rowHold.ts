import type { RowHolder } from '../state.ts';

/** Keeps the rows of the table in their order while the pointer or the focus is among them, so that no press misses. */
export class RowHold {
  readonly #holders = new Set<RowHolder>();
  #drawn: readonly string[] | null = null;

  /** The order to keep; null where nobody is among the rows. */
  get order(): readonly string[] | null {
    return this.#holders.size > 0 ? this.#drawn : null;
  }

  /** @returns Whether that changed something. */
  hold(by: RowHolder, held: boolean): boolean {
    if (this.#holders.has(by) === held) return false;
    if (held) this.#holders.add(by);
    else this.#holders.delete(by);
    return true;
  }

  /** Takes the order in which the rows stand now. */
  draw(rows: readonly string[]): void {
    this.#drawn = rows;
  }

  /** Forgets it all: other rows are drawn. */
  release(): void {
    this.#holders.clear();
    this.#drawn = null;
  }
}
