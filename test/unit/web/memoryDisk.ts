/** A browser's disk, in memory. */
import type { Disk } from '../../../web/library/disk.ts';

export interface MemoryDisk extends Disk {
  readonly files: Map<string, { bytes: Uint8Array<ArrayBuffer>; changedAt: number }>;
}

export function memoryDisk(): MemoryDisk {
  const files: MemoryDisk['files'] = new Map();
  return {
    files,
    async list(folder) {
      const begin = folder === undefined ? '' : `${folder}/`;
      return [...files].flatMap(([path, { bytes, changedAt }]) => {
        const name = path.slice(begin.length);
        return path.startsWith(begin) && !name.includes('/')
          ? [{ name, bytes: bytes.length, changedAt }]
          : [];
      });
    },
    read: async (name) => files.get(name)?.bytes ?? null,
    async write(name, bytes) {
      files.set(name, { bytes: new Uint8Array(bytes), changedAt: Date.now() });
    },
    async remove(name) {
      files.delete(name);
    },
    async rename(from, to) {
      const file = files.get(from);
      if (!file) throw new Error(`${from} is not there`);
      files.delete(from);
      files.set(to, file);
    },
  };
}
