/** A store in a folder, on this disk or on one that machines share. */
import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../../library/syncFolder.ts';
import { unfinishedExtension } from '../../library/writeWhole.ts';
import { type BlobStore, requireKey } from './blobStore.ts';

/** File systems without hard links answer with one of these. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

export class FolderStore implements BlobStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(key: string): Promise<Uint8Array | null> {
    return readFile(this.#fileOf(key)).catch(nullIfMissing);
  }

  async has(key: string): Promise<boolean> {
    return (await access(this.#fileOf(key)).then(() => true, nullIfMissing)) ?? false;
  }

  /** When it comes back, the bytes are on the disk. A reader, a crash or a kill finds all of them or none. */
  async writeOnce(key: string, bytes: Uint8Array): Promise<boolean> {
    const file = this.#fileOf(key);
    if (await this.has(key)) return false;
    const folder = path.dirname(file);
    await mkdir(folder, { recursive: true });
    const unfinished = `${file}.${randomUUID()}${unfinishedExtension}`;
    try {
      await writeAndSync(unfinished, bytes);
      const isFirst = await giveName(unfinished, file);
      if (isFirst) await syncFolder(folder);
      return isFirst;
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  async close(): Promise<void> {}

  #fileOf(key: string): string {
    requireKey(key);
    return path.join(this.#folder, ...key.split('/'));
  }
}

async function writeAndSync(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Says whether the name was free: of many that want it, one gets it. */
async function giveName(unfinished: string, file: string): Promise<boolean> {
  try {
    await link(unfinished, file);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code === undefined || !withoutLinks.has(code)) throw error;
    // Who else is about to write has the same run: which of the two stays makes no difference.
    await rename(unfinished, file);
    return true;
  }
}

function nullIfMissing(error: unknown): null {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
