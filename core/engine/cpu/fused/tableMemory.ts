/** Tables in the memory of a WebAssembly module, as long as there is room for them. */
import { mostStepsInRow } from './laneShape.ts';
import type { FillTable } from './tables.ts';

/** Room for tables, in bytes, where as many are of use. */
const usualRoom = 2 ** 24;
const mostTables = 1024;
const bytes = 8;
const page = 65_536;

export class TableMemory {
  readonly memory: WebAssembly.Memory;
  readonly #start: number;
  readonly #length: number;
  readonly #atOnce: number;
  readonly #capacity: number;
  readonly #known: Map<number, number>[] = [];
  #used = 0;

  /**
   * @param header Bytes in front of the tables.
   * @param length Numbers of a table.
   * @param atOnce How many tables are needed at a time.
   */
  constructor(header: number, length: number, atOnce: number) {
    this.#start = bytes * Math.ceil(header / bytes);
    this.#length = length;
    this.#atOnce = atOnce;
    const usual = Math.min(mostTables, Math.floor(usualRoom / (bytes * length)));
    this.#capacity = atOnce === 0 ? 0 : Math.max(atOnce, usual);
    // The last table is read beyond its end by a row of steps that goes beyond the run's.
    const size = this.#start + bytes * (length * this.#capacity + mostStepsInRow - 1);
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(size / page) });
  }

  /** Tables of one kind: gives the address of that of a number, which is made where it isn't there. */
  kind(fillTable: FillTable): (key: number) => number {
    const known = new Map<number, number>();
    this.#known.push(known);
    return (key) => {
      const found = known.get(key);
      if (found !== undefined) return found;
      const address = this.#start + bytes * this.#length * this.#used;
      this.#used += 1;
      fillTable(key, new Float64Array(this.memory.buffer, address, this.#length));
      known.set(key, address);
      return address;
    };
  }

  /** To be called before as many tables as are needed at a time: forgets all where there is no room for these. */
  makeRoom(): void {
    if (this.#used + this.#atOnce <= this.#capacity) return;
    this.#used = 0;
    for (const known of this.#known) known.clear();
  }
}
