import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Piece } from '../../core/race/export/piece.ts';

export interface WriteProgress {
  readonly onProgress?: (share: number) => void;
  /** Ends the writing early; the file is as it was then. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a text of any length, piece by piece, so that other work goes on in between. The file is there when it is whole:
 * until then, and after a failure, there is the one of before or none.
 */
export async function writePieces(
  file: string,
  pieces: Iterable<Piece>,
  { onProgress, signal }: WriteProgress = {},
): Promise<void> {
  const target = await targetOf(file);
  const unfinished = path.join(path.dirname(target), `.${randomUUID()}.part`);
  try {
    const handle = await open(unfinished, 'wx');
    try {
      for (const { text, share } of pieces) {
        signal?.throwIfAborted();
        await handle.writeFile(text);
        onProgress?.(share);
      }
      signal?.throwIfAborted();
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** What a link leads to is written, not the link. */
async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    return file;
  }
}
