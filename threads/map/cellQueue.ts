/** The cells of a view that no thread has yet, in the order in which they are wanted. */
import { type CellPlace, cellOrder } from '../../core/map/cellOrder.ts';

export class CellQueue {
  readonly #columns: number;
  readonly #rows: number;
  /** 1 of a cell that was given to a thread. */
  readonly #dealt: Uint8Array;
  #order: Uint32Array;
  #next = 0;
  #left: number;

  constructor(columns: number, rows: number, around: CellPlace) {
    this.#columns = columns;
    this.#rows = rows;
    this.#dealt = new Uint8Array(columns * rows);
    this.#left = columns * rows;
    this.#order = cellOrder(columns, rows, around);
  }

  /** How many cells no thread has yet. */
  get left(): number {
    return this.#left;
  }

  /** From here outward, within the grid that is being filled. */
  focus(around: CellPlace): void {
    this.#order = cellOrder(this.#columns, this.#rows, around);
    this.#next = 0;
  }

  /** Cells that were given out and not computed. */
  giveBack(cells: Uint32Array): void {
    for (const cell of cells) this.#dealt[cell] = 0;
    this.#left += cells.length;
    this.#next = 0;
  }

  /** At most so many; fewer where there are no more. */
  next(most: number): Uint32Array<ArrayBuffer> {
    const cells = new Uint32Array(most);
    let count = 0;
    for (; count < most && this.#next < this.#order.length; this.#next++) {
      const cell = this.#order[this.#next] ?? 0;
      if (this.#dealt[cell] === 1) continue;
      this.#dealt[cell] = 1;
      cells[count++] = cell;
    }
    this.#left -= count;
    return cells.slice(0, count);
  }
}
