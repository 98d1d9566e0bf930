/** Gives out parts of a memory and takes them back: the first gap that is large enough, or the place behind the last. */
export class Regions {
  readonly #begin: number;
  /** In order; none overlaps another. */
  readonly #taken: { readonly begin: number; readonly end: number }[] = [];

  constructor(begin: number) {
    this.#begin = begin;
  }

  get isInUse(): boolean {
    return this.#taken.length > 0;
  }

  /** @returns Where the part begins, a multiple of 64 where `begin` was one. It may lie behind the end of the memory. */
  take(bytes: number): number {
    let begin = this.#begin;
    let index = 0;
    for (const { begin: next, end } of this.#taken) {
      if (begin + bytes <= next) break;
      begin = Math.ceil(end / 64) * 64;
      index++;
    }
    this.#taken.splice(index, 0, { begin, end: begin + bytes });
    return begin;
  }

  release(begin: number): void {
    const index = this.#taken.findIndex((each) => each.begin === begin);
    if (index >= 0) this.#taken.splice(index, 1);
  }
}
