/** Numbers in a block: so few are copied in no time. */
const bits = 12;
const blockSize = 2 ** bits;
const withinBlock = blockSize - 1;
const smallest = 16;
const noBlock = new Float64Array(0);

/** From the smallest to the largest number; the first is above the second before there is one. */
export interface Range {
  low: number;
  high: number;
}

/**
 * Numbers that keep coming, in blocks. A block that is full never moves: fifty long series that grow together would
 * otherwise all be copied at the same moment, which the person sees as a frame that hangs.
 */
export class Series {
  readonly #blocks: Float64Array[] = [];
  #length = 0;
  /** Whether blocks are part of what was handed in: none of these is written to. */
  #keepsOthers = false;

  constructor(numbers: Float64Array = new Float64Array(0)) {
    this.append(numbers);
  }

  get length(): number {
    return this.#length;
  }

  /** The number at `index`; a negative index counts from the end; NaN where there is none. */
  at(index: number): number {
    const position = index < 0 ? this.#length + index : index;
    if (!(position >= 0 && position < this.#length)) return Number.NaN;
    return this.#blocks[position >> bits]?.[position & withinBlock] ?? Number.NaN;
  }

  /** Widens a range to the finite numbers of `begin <= index < end`, as far as there are any. */
  widen(range: Range, begin: number, end: number): void {
    const known = Math.min(end, this.#length);
    let { low, high } = range;
    for (let index = begin; index < known; ) {
      const block = this.#blocks[index >> bits] ?? noBlock;
      const from = index & withinBlock;
      const to = Math.min(blockSize, from + known - index);
      for (let place = from; place < to; place++) {
        const number = block[place] ?? Number.NaN;
        if (number < low && number > Number.NEGATIVE_INFINITY) low = number;
        if (number > high && number < Number.POSITIVE_INFINITY) high = number;
      }
      index += to - from;
    }
    range.low = low;
    range.high = high;
  }

  push(number: number): void {
    const place = this.#length & withinBlock;
    this.#blockOf(this.#length, place + 1)[place] = number;
    this.#length++;
  }

  /** The numbers of `begin <= index < end` where they lie, up to the end of a block: to be read, and soon. */
  stretch(begin: number, end: number): Float64Array {
    const from = begin & withinBlock;
    const count = Math.min(blockSize - from, Math.min(end, this.#length) - begin);
    return (this.#blocks[begin >> bits] ?? noBlock).subarray(from, from + Math.max(0, count));
  }

  /**
   * The same as `append`, but full blocks stay where they are, in numbers that nobody changes from now on: 120 megabytes
   * take a tenth of a second to copy.
   */
  keep(numbers: Float64Array): void {
    let taken = Math.min((blockSize - (this.#length & withinBlock)) & withinBlock, numbers.length);
    this.append(taken === numbers.length ? numbers : numbers.subarray(0, taken));
    for (; taken + blockSize <= numbers.length; taken += blockSize) {
      this.#blocks[this.#length >> bits] = numbers.subarray(taken, taken + blockSize);
      this.#length += blockSize;
      this.#keepsOthers = true;
    }
    if (taken < numbers.length) this.append(numbers.subarray(taken));
  }

  append(numbers: Float64Array): void {
    for (let taken = 0; taken < numbers.length; ) {
      const place = this.#length & withinBlock;
      const count = Math.min(blockSize - place, numbers.length - taken);
      this.#blockOf(this.#length, place + count).set(numbers.subarray(taken, taken + count), place);
      this.#length += count;
      taken += count;
    }
  }

  /** A copy from `begin` to the end, with a buffer of its own. */
  slice(begin = 0): Float64Array<ArrayBuffer> {
    const copy = new Float64Array(Math.max(0, this.#length - begin));
    for (let taken = 0; taken < copy.length; ) {
      const place = (begin + taken) & withinBlock;
      const count = Math.min(blockSize - place, copy.length - taken);
      const block = this.#blocks[(begin + taken) >> bits];
      if (block) copy.set(block.subarray(place, place + count), taken);
      taken += count;
    }
    return copy;
  }

  clear(): void {
    this.truncate(0);
  }

  /** Leaves the first `length` numbers. */
  truncate(length: number): void {
    this.#length = Math.min(length, this.#length);
    if (!this.#keepsOthers) return;
    const [last, rest] = [this.#length >> bits, this.#length & withinBlock];
    const block = this.#blocks[last];
    this.#blocks.length = Math.min(this.#blocks.length, last);
    if (block && rest > 0) this.#blocks[last] = block.slice();
  }

  /** The block of a position, with room for so many numbers. Only the first one begins small. */
  #blockOf(position: number, size: number): Float64Array {
    const number = position >> bits;
    const known = this.#blocks[number];
    if (known && known.length >= size) return known;
    const room = number > 0 ? blockSize : Math.max(size, 2 * (known?.length ?? 0), smallest);
    const block = new Float64Array(Math.min(blockSize, room));
    if (known) block.set(known);
    this.#blocks[number] = block;
    return block;
  }
}
