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
  const { before, runs } = race;
  // It is the name of a file.
  if (before === null || !raceIdSchema.safeParse(before).success) return race;
  const earlier = await Promise.resolve(read(before)).catch(() => null);
  if (earlier?.log !== null) return race;
  const { withBefore } = await import('../../core/race/race.ts');
  return { ...race, runs: withBefore(runs, earlier.runs) };
}
