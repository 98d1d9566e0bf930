/**
 * Bytes under keys, which many processes write at once. Keys are paths of letters, digits, `.`, `-` and `/`, such as
 * `runs/ab/abcdef.run`.
 */
export interface BlobStore {
  /** null where there is none. */
  read(key: string): Promise<Uint8Array | null>;
  has(key: string): Promise<boolean>;
  /** Whether these bytes are the first under this key; bytes that are there stay. */
  writeOnce(key: string, bytes: Uint8Array): Promise<boolean>;
  close(): Promise<void>;
}

/** A store can't be opened, read or written. Its message says where, what happened and what to do. */
export class StoreError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
  }
}

/** Segments begin with a letter or digit: none is `..` or hidden. */
const keyPattern = /^[a-z\d][a-z\d.-]*(\/[a-z\d][a-z\d.-]*)*$/i;
const longestKey = 200;

/** @throws {RangeError} for what is no key of a store, before anything is asked for under it. */
export function requireKey(key: string): void {
  if (!keyPattern.test(key) || key.length > longestKey)
    throw new RangeError(`key = ${key} — expected letters, digits, ".", "-" and "/"`);
}
