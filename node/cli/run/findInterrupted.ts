/** The race of an experiment that was cut off, for `--resume`: the last one that has the very runs that it has now. */
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { Race } from '../../../core/race/race.ts';
import { wasInterrupted } from '../../../core/race/raceFacts.ts';
import type { RaceLibrary } from '../../library/raceLibrary.ts';

/** Its id; null where there is none. */
export async function findInterrupted(
  library: Pick<RaceLibrary, 'entries' | 'load'>,
  experiment: Experiment,
  csv: CsvData | null,
): Promise<string | null> {
  const wanted = idsOf(expandExperiment(experiment, csv?.shape));
  for (const { id, states, elsewhere } of library.entries) {
    // Of one that was killed the list knows how it stood last.
    const mayGoOn = states.interrupted || states.running || states.queued;
    if (!mayGoOn || elsewhere) continue;
    const race = await library.load(id).catch(() => null);
    if (race && wasInterrupted(race) && idsOf(race.runs.map(({ spec }) => spec)) === wanted) return id;
  }
  return null;
}

/** Ids are hashes of all that determines a run, the numbers of a CSV file among that. */
function idsOf(specs: readonly Pick<Race['runs'][number]['spec'], 'id'>[]): string {
  return specs.map(({ id }) => id).join(' ');
}
