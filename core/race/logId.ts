/** Ids of training logs among those of races: no race of the library has such an id. */
const prefix = 'log-';

/** @param hash Of its place. */
export function logId(hash: string): string {
  return `${prefix}${hash}`;
}

export function isLogId(id: string): boolean {
  return id.startsWith(prefix);
}
