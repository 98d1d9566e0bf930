/** What runs need beside their specs goes by way of the store, under the hash of its bytes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type AssetKind, assetPlace } from '../../../core/sweep/storeKeys.ts';
import { findCsv } from '../../data/openCsv.ts';
import type { BlobStore } from '../store/blobStore.ts';

export interface CsvFile {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * @param csv Its path in the folder.
 * @throws {Error} if it can't be read.
 */
export async function readCsvFile(csv: string, folder: string): Promise<CsvFile> {
  const bytes = await readFile(await findCsv(csv, folder));
  return { bytes, hash: hashOf(bytes) };
}

/** @param rules Their texts by their hashes. */
export async function putAssets(
  store: BlobStore,
  rules: ReadonlyMap<string, string>,
  csv: CsvFile | null,
): Promise<void> {
  for (const [hash, text] of rules) await put(store, 'rule', hash, new TextEncoder().encode(text));
  if (csv) await put(store, 'csv', csv.hash, csv.bytes);
}

async function put(store: BlobStore, kind: AssetKind, hash: string, bytes: Uint8Array): Promise<void> {
  const place = assetPlace(kind, hash);
  if (!(await store.has(place))) await store.writeOnce(place, bytes);
}

/** SHA-256, as 64 hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
