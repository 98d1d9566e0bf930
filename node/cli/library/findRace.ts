/** From what a person types for a race to the race: `latest`, its id, or how its id begins. */
import type { Race } from '../../../core/race/race.ts';
import type { RaceLibrary } from '../../library/raceLibrary.ts';
import { UsageError } from '../usageError.ts';

interface Place {
  readonly library: Pick<RaceLibrary, 'entries' | 'load'>;
  /** Of the library. */
  readonly folder: string;
  /** That is asked for it. */
  readonly command: string;
  /** As it was typed, with what follows the name. Default: the name. */
  readonly typed?: string;
}

/** @throws {UsageError} if there is none, or several begin so. */
export async function findRace(
  name: string,
  { library, folder, command, typed = name }: Place,
): Promise<Race> {
  const { entries } = library;
  const found = name === 'latest' ? entries.slice(0, 1) : entries.filter(({ id }) => id.startsWith(name));
  const [entry, other] = found;
  if (!entry) {
    const there = entries.length === 0 ? 'none is' : `${entries.length} are: "races" lists them`;
    throw new UsageError(`${typed} — expected a race of ${folder}, where ${there}`, command);
  }
  if (other)
    throw new UsageError(`${typed} — expected the id of one race, and ${found.length} begin so`, command);
  return library.load(entry.id);
}
