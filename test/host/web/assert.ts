/** As much of `node:assert/strict` as the host tests use, for a host without Node. */
/* biome-ignore-all lint/style/noDefaultExport: as Node's module is imported */

class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

function fail(message = 'expected not to get here'): never {
  throw new AssertionError(message);
}

const textOf = (value: unknown) => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
};

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Map || a instanceof Set) return isEqual([...a], [...(b as ReadonlySet<unknown>)]);
  const [own, others] = [Object.keys(a), Object.keys(b)];
  const fieldOf = (of: object, key: string) => Reflect.get(of, key) as unknown;
  return (
    own.length === others.length && own.every((key) => key in b && isEqual(fieldOf(a, key), fieldOf(b, key)))
  );
}

const assert = {
  fail,
  ok(value: unknown, message?: string): asserts value {
    if (!value) fail(message ?? `${textOf(value)} — expected something true`);
  },
  equal(value: unknown, expected: unknown, message?: string): void {
    if (!Object.is(value, expected)) fail(message ?? `${textOf(value)} — expected ${textOf(expected)}`);
  },
  notEqual(value: unknown, other: unknown, message?: string): void {
    if (Object.is(value, other)) fail(message ?? `${textOf(value)} — expected another value`);
  },
  deepEqual(value: unknown, expected: unknown, message?: string): void {
    if (!isEqual(value, expected)) fail(message ?? `${textOf(value)} — expected ${textOf(expected)}`);
  },
  notDeepEqual(value: unknown, other: unknown, message?: string): void {
    if (isEqual(value, other)) fail(message ?? `${textOf(value)} — expected another value`);
  },
  match(text: string, pattern: RegExp, message?: string): void {
    if (!pattern.test(text)) fail(message ?? `${textOf(text)} — expected ${pattern}`);
  },
  async rejects(
    asked: Promise<unknown> | (() => Promise<unknown>),
    expected?: RegExp | { readonly message?: RegExp | string },
  ): Promise<void> {
    let thrown: unknown;
    try {
      await (typeof asked === 'function' ? asked() : asked);
    } catch (error) {
      thrown = error;
    }
    if (!thrown) fail('expected to fail');
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    const pattern = expected instanceof RegExp ? expected : expected?.message;
    if (typeof pattern === 'string') assert.equal(text, pattern);
    else if (pattern) assert.match(expected instanceof RegExp ? `${thrown}` : text, pattern);
  },
};

export default assert;
