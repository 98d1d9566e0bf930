import type { LogDisk } from '../../threads/logs/logDisk.ts';
import { partsOf, placeIn } from '../files/places.ts';
import { sizeFault, type WebFiles } from '../files/webFiles.ts';

/** Files that are read as a whole each time they have grown: a part of one nobody gives. */
export function logDiskOf(files: WebFiles): LogDisk {
  const look: LogDisk['look'] = async (place) => {
    const facts = await files.look(place);
    return facts && { kind: facts.kind, size: facts.size, changedAt: facts.changedAt, number: 0 };
  };
  return {
    look,
    async open(place) {
      const facts = await look(place);
      if (!facts) return null;
      const fault = sizeFault(facts);
      if (fault !== null) throw new Error(fault);
      const bytes = facts.kind === 'file' ? await files.read(place) : new Uint8Array(0);
      return {
        // It may have grown since.
        facts: { ...facts, size: bytes.length },
        read: async (at, length) => bytes.subarray(at, at + length),
        async close() {},
      };
    },
    list: (folder) => files.list(folder),
    ...{ placeIn, partsOf },
  };
}
