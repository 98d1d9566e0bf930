/** Tells two stores apart, whatever their addresses are called on the machines that share them. */
import { randomUUID } from 'node:crypto';
import type { BlobStore } from './blobStore.ts';

const place = 'store.id';

/** What the first who asks writes there. @throws {Error} if nothing can be written or read. */
export async function storeId(store: BlobStore): Promise<string> {
  const known = await store.read(place);
  if (known) return new TextDecoder().decode(known);
  await store.writeOnce(place, new TextEncoder().encode(randomUUID()));
  const written = await store.read(place);
  if (!written) throw new Error(`the store gave nothing back under ${place}, right after that was written`);
  return new TextDecoder().decode(written);
}
