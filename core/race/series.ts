/** Numbers that keep coming, in one growing buffer: no allocation for each, no copy of all for each piece. */
export class Series {
  #numbers: Float64Array;
  #length: number;

  constructor(numbers: Float64Array = new Float64Array(0)) {
    this.#numbers = numbers;
    this.#length = numbers.length;
  }

  get length(): number {
    return this.#length;
  }

  /** The number at `index`; a negative index counts from the end; NaN where there is none. */
  at(index: number): number {
    const position = index < 0 ? this.#length + index : index;
    return position < this.#length ? (this.#numbers[position] ?? Number.NaN) : Number.NaN;
  }

  push(number: number): void {
    this.#reserve(this.#length + 1);
    this.#numbers[this.#length++] = number;
  }

  append(numbers: Float64Array): void {
    this.#reserve(this.#length + numbers.length);
    this.#numbers.set(numbers, this.#length);
    this.#length += numbers.length;
  }

  /** A copy from `begin` to the end, with a buffer of its own. */
  slice(begin = 0): Float64Array<ArrayBuffer> {
    return this.#numbers.slice(begin, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  #reserve(length: number): void {
    if (length <= this.#numbers.length) return;
    const larger = new Float64Array(Math.max(length, 2 * this.#numbers.length, 16));
    larger.set(this.#numbers.subarray(0, this.#length));
    this.#numbers = larger;
  }
}
