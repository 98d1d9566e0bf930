/** A WebAssembly memory: first its places are given out, then it is made as large as they need. */

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

/** Where the host's part of a memory begins: behind the constants of the kernels. */
export const memoryBegin = 16_384;

const pageSize = 65_536;
/** What WebAssembly can address, in bytes. */
export const memoryLimit = 2 ** 32;

/**
 * A memory of at least so many bytes, which threads can share.
 * @param purpose For errors: `a network of 784-128-10 with 60,000 examples`.
 * @param maximum To how many bytes it can grow. Default: it can't.
 * @throws {RangeError} if WebAssembly can't address that much, or there isn't that much.
 */
export function createMemory(bytes: number, purpose: string, maximum = bytes): WebAssembly.Memory {
  if (bytes > memoryLimit)
    throw tooLarge(bytes, purpose, `at most ${inGigabytes(memoryLimit)}, which WebAssembly can address`);
  const pagesFor = (size: number) => Math.ceil(size / pageSize);
  try {
    return new WebAssembly.Memory({ initial: pagesFor(bytes), maximum: pagesFor(maximum), shared: true });
  } catch {
    throw tooLarge(bytes, purpose, 'no more than there is free');
  }
}

function tooLarge(bytes: number, purpose: string, expectation: string): RangeError {
  return new RangeError(`${purpose} needs ${inGigabytes(bytes)} of memory — expected ${expectation}`);
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toPrecision(3)} GiB`;
}
