/** Numbers in a chunk: 8 MB. */
const chunkLength = 1 << 20;

/** Rows of equal width whose number is not known beforehand, in chunks that are let go of as they are drained. */
export class RowStore {
  readonly #width: number;
  readonly #rowsPerChunk: number;
  readonly #chunks: Float64Array[] = [];
  #rows = 0;

  /** @param width Numbers in a row, at least 1. */
  constructor(width: number) {
    this.#width = width;
    this.#rowsPerChunk = Math.ceil(chunkLength / width);
  }

  get rows(): number {
    return this.#rows;
  }

  /** A new row to write to, all of it; valid until the next call. */
  add(): Float64Array {
    const inChunk = this.#rows % this.#rowsPerChunk;
    const index = Math.floor(this.#rows / this.#rowsPerChunk);
    if (index === this.#chunks.length) this.#chunks.push(new Float64Array(this.#rowsPerChunk * this.#width));
    this.#rows++;
    return this.#row(this.#chunks[index], inChunk);
  }

  /** Takes back the row that was added last. */
  removeLast(): void {
    this.#rows--;
  }

  /** The rows from one to another. */
  *from(begin: number, end = this.#rows): Generator<Float64Array, void> {
    for (let row = begin; row < end; row++)
      yield this.#row(this.#chunks[Math.floor(row / this.#rowsPerChunk)], row % this.#rowsPerChunk);
  }

  /** The rows from one to the last; the store is empty afterwards. */
  *drain(begin: number): Generator<Float64Array, void> {
    for (let row = 0; row < this.#rows; row++) {
      const inChunk = row % this.#rowsPerChunk;
      if (row >= begin) yield this.#row(this.#chunks[0], inChunk);
      if (inChunk === this.#rowsPerChunk - 1) this.#chunks.shift();
    }
    this.#chunks.length = 0;
    this.#rows = 0;
  }

  #row(chunk: Float64Array | undefined, index: number): Float64Array {
    return chunk?.subarray(index * this.#width, (index + 1) * this.#width) ?? new Float64Array(this.#width);
  }
}
