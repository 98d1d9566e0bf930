const pageSize = 65_536;
const largest = 2 ** 32;

/**
 * A memory of at least so many bytes, which threads can share; it can't grow.
 * @param purpose For errors: `a network of 784-128-10 with 60,000 examples`.
 * @throws {RangeError} if WebAssembly can't address that much, or there isn't that much.
 */
export function createMemory(bytes: number, purpose: string): WebAssembly.Memory {
  if (bytes > largest)
    throw tooLarge(bytes, purpose, `at most ${inGigabytes(largest)}, which WebAssembly can address`);
  const pages = Math.ceil(bytes / pageSize);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
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
