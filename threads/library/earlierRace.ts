/** What stays of a race behind the curves of the one that took its place, when that comes out of its file. */
import type { Race, RaceOrLog } from '../../core/race/race.ts';
import { raceIdSchema } from './raceId.ts';

/**
 * The race with what the runs of the earlier one had recorded, unless that is gone.
 * @param read Gives the race of an id; may throw.
 */
export async function withEarlier(
  race: Race,
  read: (id: string) => RaceOrLog | Promise<RaceOrLog>,
): Promise<Race> {
  // It is the name of a file.
  const { data: before } = raceIdSchema.safeParse(race.before);
  if (before === undefined) return race;
  const earlier = await Promise.resolve(read(before)).catch(() => null);
  if (earlier?.log !== null) return race;
  const { withBefore } = await import('../../core/race/race.ts');
  return { ...race, runs: withBefore(race.runs, earlier.runs) };
}
