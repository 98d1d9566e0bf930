/** The runs that are on the screen together: those of a race, or chosen ones of any races, to be compared. */
import type { Phase } from './phase.ts';
import type { LogRace, RaceOrLog, Run } from './race.ts';

/** A run by its race and its number there. */
export interface RunPlace {
  readonly race: RaceOrLog;
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
  readonly races: readonly RaceOrLog[];
  /** What is picked or hidden is known by its place here. */
  readonly runs: readonly ShownRun[];
}

export function wholeRace(race: RaceOrLog): Shown {
  const runs = race.runs.map((run, number) => ({ ...run, race, number }));
  return { id: race.id, title: race.title, isWhole: true, races: [race], runs };
}

/** With the runs that a log has now in the places of those that it had. Others than before have another id. */
export function withRuns(shown: Shown, race: LogRace): Shown | null {
  const runs = shown.runs.flatMap((run): ShownRun[] => {
    if (run.race !== race) return [run];
    const number = race.runs.findIndex(({ spec }) => spec.id === run.spec.id);
    const now = race.runs[number];
    return now ? [{ ...run, ...now, color: run.color, variant: run.variant, number }] : [];
  });
  if (runs.length === 0) return null;
  const races = shown.races.filter((each) => runs.some((run) => run.race === each));
  const isSame = runs.length === shown.runs.length;
  return { ...shown, runs, races, id: isSame ? shown.id : `${shown.id}-${runs.length}` };
}

/** Whether all runs of the one are in the other. */
export function isAmong(some: Shown, all: Shown): boolean {
  return some.runs.every((run) => placeIn(all, run) !== null);
}

/** The place of a run on the screen; null where it isn't there. The number of a log's run may have changed. */
export function placeIn({ runs }: Shown, { race, spec }: ShownRun): number | null {
  const place = runs.findIndex((run) => run.race.id === race.id && run.spec.id === spec.id);
  return place === -1 ? null : place;
}

/** One of the runs alone. @throws {RangeError} if there is none at this place. */
export function oneRun(shown: Shown, place: number): Shown {
  const run = shown.runs[place];
  if (!run) throw new RangeError(`run = ${place} — expected one of ${shown.runs.length}`);
  return { ...shown, isWhole: false, races: [run.race], runs: [run] };
}

/** Running where one of its races is, else paused where one is. */
export function phaseOf({ races }: Pick<Shown, 'races'>): Phase {
  const phases = new Set(races.map(({ phase }) => phase));
  if (phases.has('running')) return 'running';
  return phases.has('paused') ? 'paused' : 'ended';
}

/** Of chosen runs. */
export function titleOfRuns(count: number, races: readonly RaceOrLog[]): string {
  const [race] = races;
  const runs = count === 1 ? '1 run' : `${count.toLocaleString('en')} runs`;
  return races.length === 1 && race ? `${runs} of ${race.title}` : `${runs} from ${races.length} experiments`;
}
