/** Segments begin with a letter or digit: none is `..` or hidden. */
const keyPattern = /^[a-z\d][a-z\d.-]*(\/[a-z\d][a-z\d.-]*)*$/i;
const longestKey = 200;

/** @throws {RangeError} for what is no key of a store, before anything is asked for under it. */
export function requireKey(key: string): void {
  if (!keyPattern.test(key) || key.length > longestKey)
    throw new RangeError(`key = ${key} — expected letters, digits, ".", "-" and "/"`);
}
