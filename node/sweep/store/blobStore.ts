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
