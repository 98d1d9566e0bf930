import { constants, type Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileFacts, LogDisk } from '../../threads/logs/logDisk.ts';
import { reasonOf } from '../files/fileFault.ts';

/** Not to wait for a pipe's other end. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The disk of this machine. */
export const logDisk: LogDisk = {
  async look(place) {
    const found = await stat(place).catch(unlessGone);
    return found && factsOf(found);
  },
  async open(place) {
    const handle = await open(place, flags).catch(unlessGone);
    if (!handle) return null;
    try {
      const facts = factsOf(await handle.stat());
      let buffer = Buffer.alloc(0);
      return {
        facts,
        async read(at, length) {
          if (buffer.length < length) buffer = Buffer.allocUnsafe(length);
          const { bytesRead } = await handle.read(buffer, 0, length, at).catch(fail);
          return buffer.subarray(0, bytesRead);
        },
        close: () => handle.close(),
      };
    } catch (error) {
      await handle.close();
      return fail(error);
    }
  },
  async list(folder) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(fail);
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  placeIn: (folder, inside) => path.join(folder, inside),
  partsOf: (place) => place.split(path.sep).filter((part) => part !== ''),
};

function factsOf(found: Stats): FileFacts {
  return { kind: kindOf(found), size: found.size, changedAt: found.mtimeMs, number: found.ino };
}

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory'>): FileFacts['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

function unlessGone(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOENT' || code === 'ENOTDIR' ? null : fail(error);
}

function fail(error: unknown): never {
  throw new Error(reasonOf(error));
}
