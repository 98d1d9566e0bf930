/** The runs that are on the screen together: those of a race, or chosen ones of any races, to be compared. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { looksOf } from './colors.ts';
import type { Phase } from './phase.ts';
import type { Race, Run } from './race.ts';

/** A run by its race and its number there. */
export interface RunPlace {
  readonly race: Race;
  readonly number: number;
}

/** Its colour and line style tell it from the others on the screen. */
export interface ShownRun extends Run, RunPlace {}

export interface Shown {
  /** Of the race; of chosen runs made of which they are, so that the same choice has the same. */
  readonly id: string;
  readonly title: string;
  /** Whether they are all runs of one race, as it was started. */
  readonly isWhole: boolean;
  /** Where the runs are from, in the order of the runs. */
  readonly races: readonly Race[];
  /** What is picked or hidden is known by its place here. */
  readonly runs: readonly ShownRun[];
}

export function wholeRace(race: Race): Shown {
  const runs = race.runs.map((run, number) => ({ ...run, race, number }));
  return { id: race.id, title: race.title, isWhole: true, races: [race], runs };
}

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
    id: `runs-${hashOf(chosen.map(({ race, number }) => `${race.id}/${number}`).join('\n'))}`,
    title: titleOf(chosen.length, races),
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

function titleOf(count: number, races: readonly Race[]): string {
  const [race] = races;
  const runs = count === 1 ? '1 run' : `${count.toLocaleString('en')} runs`;
  return races.length === 1 && race ? `${runs} of ${race.title}` : `${runs} from ${races.length} experiments`;
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}

/** Running where one of its races is, else paused where one is. */
export function phaseOf({ races }: Pick<Shown, 'races'>): Phase {
  const phases = new Set(races.map(({ phase }) => phase));
  if (phases.has('running')) return 'running';
  return phases.has('paused') ? 'paused' : 'ended';
}
