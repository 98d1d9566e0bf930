/** Chosen runs of any races, to be compared on the screen. */
import { textHash } from '../textHash.ts';
import { looksOf } from './colors.ts';
import type { Run } from './race.ts';
import { type RunPlace, type Shown, titleOfRuns } from './shown.ts';

/**
 * Chosen runs, each once. Optimizers have their colours, as in a race that had these runs.
 * @throws {RangeError} if a race has no run of that number, or none is chosen.
 */
export function chosenRuns(places: readonly RunPlace[]): Shown {
  const chosen = places.filter(
    (place, i) => places.findIndex((each) => each.race === place.race && each.number === place.number) === i,
  );
  if (chosen.length === 0) throw new RangeError('runs = none — expected at least one');
  const looks = looksOf(chosen.map((place) => runAt(place).spec.optimizer));
  const races = [...new Set(chosen.map(({ race }) => race))];
  return {
    id: `runs-${textHash(chosen.map(({ race, number }) => `${race.id}/${number}`).join('\n')).slice(0, 32)}`,
    title: titleOfRuns(chosen.length, races),
    isWhole: false,
    races,
    runs: chosen.map((place, i) => ({ ...runAt(place), ...looks[i], ...place })),
  };
}

function runAt({ race, number }: RunPlace): Run {
  const run = race.runs[number];
  if (!run)
    throw new RangeError(`run = ${number} — expected one of the ${race.runs.length} of ${race.title}`);
  return run;
}
