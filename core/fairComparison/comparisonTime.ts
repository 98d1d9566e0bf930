/** How many runs a fair comparison has and about how long it takes, before anything of it is run. */
import { type RaceTime, timeOfRace } from '../engine/raceTime.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';
import { firstState } from './comparisonState.ts';
import { countComparisonRuns, nextRaces } from './nextRaces.ts';

/** Of what is certain: rates that are added at edges come on top. @param cores How many threads compute it. */
export function timeOfComparison(spec: ComparisonSpec, cores: number): RaceTime {
  const runs = countComparisonRuns(spec);
  let [tuning, seconds] = [0, 0];
  for (const { problem, experiment } of nextRaces(firstState(spec))) {
    const time = timeOfRace(experiment, cores, spec.problems[problem]?.shape);
    if (time.seconds === null) return { runs, seconds: null };
    tuning += time.runs;
    seconds += time.seconds;
  }
  return { runs, seconds: (seconds * runs) / Math.max(1, tuning) };
}
