/** The names of the files of a library, and what they stand for. */
import type { BoundedRace } from '../../threads/library/libraryBounds.ts';
import { raceIdSchema } from '../../threads/library/raceId.ts';
import type { FileFacts } from './disk.ts';

export const indexFile = 'index.json';

type Ending = 'race' | 'race.removed' | 'race.unreadable' | 'checkpoint' | 'pinned';

/** What the files say of a race. Pins are files of their own: two windows can't take back what the other has done. */
export interface FileOfRace extends BoundedRace {
  /** When it was removed, in milliseconds since 1970; null where it wasn't. */
  readonly removedAt: number | null;
}

/**
 * @param run Of a pin: the number of the run. Default: the race as a whole.
 * @throws {RangeError} if the id is no name.
 */
export function nameOf(id: string, ending: Ending, run?: number): string {
  const { error } = raceIdSchema.safeParse(id);
  if (error) throw new RangeError(`race = ${id} — ${error.issues[0]?.message}`);
  return run === undefined ? `${id}.${ending}` : `${id}.${run}.${ending}`;
}

/** The races among files; those of other names are left out. */
export function filesOfRaces(files: readonly FileFacts[]): readonly FileOfRace[] {
  const sizes = new Map(files.map(({ name, bytes }) => [name, bytes]));
  return files.flatMap(({ name, bytes, changedAt }) => {
    const [, id, removed] = /^([\w-]{1,100})\.race(\.removed)?$/.exec(name) ?? [];
    if (id === undefined) return [];
    const pinnedRuns = files.flatMap((file) => {
      const [, of, run] = /^([\w-]+)\.(\d+)\.pinned$/.exec(file.name) ?? [];
      return of === id ? [Number(run)] : [];
    });
    return {
      id,
      bytes: bytes + (sizes.get(`${id}.checkpoint`) ?? 0),
      pinned: sizes.has(`${id}.pinned`),
      pinnedRuns: pinnedRuns.sort((a, b) => a - b),
      removedAt: removed === undefined ? null : changedAt,
    };
  });
}
