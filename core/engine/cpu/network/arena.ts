/** Places in a WebAssembly memory, given out one after the other before the memory has its size. */
export interface Arena {
  /** Bytes up to the end of the last place. */
  readonly end: number;
  /** The address of a place for so many floats or integers of 32 bits. */
  words(count: number): number;
  /** The same for doubles. */
  doubles(count: number): number;
}

/** A line of the processor's cache. */
const alignment = 64;

/** @param begin The first free byte. Places begin at multiples of 64 bytes. */
export function createArena(begin: number): Arena {
  let end = begin;
  function place(bytes: number): number {
    const address = Math.ceil(end / alignment) * alignment;
    // A vector may be read that begins with the place's last number.
    end = address + bytes + 12;
    return address;
  }
  return {
    get end() {
      return end;
    },
    words: (count) => place(4 * count),
    doubles: (count) => place(8 * count),
  };
}
