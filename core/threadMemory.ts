/** Memory for several threads: the same for all where the host lets them share it, else a copy for each. */

/** Pages that other pages may look into have none, nor have workers of theirs. */
export const isMemoryShared = typeof SharedArrayBuffer !== 'undefined';

export function threadMemory(bytes: number): ArrayBufferLike {
  return isMemoryShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}
