import type { Race, RaceOrLog } from '../../core/race/race.ts';

/** @throws {Error} if it is a log of somebody else's training, of which no experiment is known. */
export function ofExperiment(race: RaceOrLog): Race {
  if (!race.log) return race;
  throw new Error(`${race.title} is a log of somebody else's training: it can be compared, not run again.`);
}
