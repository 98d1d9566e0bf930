/** From the address of a store, as people write it, to the store. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BlobStore } from './blobStore.ts';

/** Two letters at least: `C:\runs` is a folder. */
const scheme = /^([a-z][a-z\d+.-]+):/i;

/**
 * @param address A folder, the URL of one, or `s3://bucket/prefix`.
 * @param cwd Which the path of a folder is relative to.
 * @throws {Error} if there is no such kind of store.
 */
export async function openStore(address: string, cwd: string): Promise<BlobStore> {
  const kind = scheme.exec(address)?.[1]?.toLowerCase() ?? 'file';
  switch (kind) {
    case 'file': {
      const { FolderStore } = await import('./folderStore.ts');
      return new FolderStore(folderOf(address, cwd));
    }
    case 's3': {
      const { openS3Store } = await import('./s3Store.ts');
      return openS3Store(address);
    }
    default:
      throw new Error(`${address} — expected a folder, or an address that begins with file: or s3:`);
  }
}

function folderOf(address: string, cwd: string): string {
  if (!/^file:/i.test(address)) return path.resolve(cwd, address);
  try {
    return fileURLToPath(address);
  } catch {
    throw new Error(`${address} — expected the URL of a folder on this machine, such as file:///data/runs`);
  }
}
