import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import { ChangedFileError } from '../../threads/library/keptFiles.ts';

/**
 * Adds bytes to the end of a file that there is.
 * @param size That it must have: behind a part of what others have added, nobody would find these.
 * @param durable Whether they are to be on the disk when it comes back; otherwise, only a crash of this program leaves them.
 * @throws {ChangedFileError} if the file is gone or has another size.
 */
export async function appendToFile(
  file: string,
  bytes: Uint8Array,
  { size, durable }: { size: number; durable: boolean },
): Promise<void> {
  // Without O_CREAT: a file that somebody has removed does not come back as a part.
  const handle = await open(file, constants.O_WRONLY | constants.O_APPEND).catch((error: unknown) => {
    throw isMissing(error) ? new ChangedFileError(`${file} is gone`) : error;
  });
  try {
    const { size: found } = await handle.stat();
    if (found !== size) throw new ChangedFileError(`${file} has ${found} bytes — expected ${size}`);
    await handle.writeFile(bytes);
    if (durable) await handle.datasync();
  } finally {
    await handle.close();
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
