/** Under which keys a store has what a sweep needs and gives. */

/** @param key Of a run. */
export function runPlace(key: string): string {
  return `runs/${key.slice(0, 2)}/${key}.run`;
}

/** What runs need beside their specs. */
export type AssetKind = 'rule' | 'csv';

/** @param hash SHA-256 of its bytes, hexadecimal. */
export function assetPlace(kind: AssetKind, hash: string): string {
  return `assets/${hash.slice(0, 2)}/${hash}.${kind}`;
}
