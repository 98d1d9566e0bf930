import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from './syncFolder.ts';

/** What a file is written as before it takes its place; each writer has a name of its own. */
export const unfinishedExtension = '.new';

/**
 * Writes a file so that a reader, a crash or the loss of power finds the old one or the new one, and never a part.
 * When it comes back, the new one is on the disk.
 * @param content Several parts are written one behind the other.
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | Iterable<Uint8Array>,
): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const unfinished = `${file}.${randomUUID()}${unfinishedExtension}`;
  try {
    const handle = await open(unfinished, 'wx');
    try {
      for (const part of isOne(content) ? [content] : content) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

function isOne(content: string | Uint8Array | Iterable<Uint8Array>): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array;
}
