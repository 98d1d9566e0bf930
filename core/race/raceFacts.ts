/** What a race says of all its runs. */
import { type Recording, recordingOf } from '../experiment/recording.ts';
import type { Race, RaceOrLog } from './race.ts';
import { type Elsewhere, hasEnded } from './status.ts';

/** What is kept of the runs of a race. */
export function recordingOfRace({ experiment, runs }: Race): Recording {
  return recordingOf(
    experiment,
    runs.map(({ spec }) => spec.steps),
  );
}

export function allEnded(race: RaceOrLog): boolean {
  return race.runs.every(({ record }) => hasEnded(record.state.status));
}

/** Whether runs of the race were cut off, so that it can go on. */
export function wasInterrupted({ phase, runs }: RaceOrLog): boolean {
  return phase === 'ended' && runs.some(({ record }) => record.state.status.kind === 'interrupted');
}

/** What goes on with the race that doesn't go on here; null where nothing does. */
export function elsewhereOf({ runs }: RaceOrLog): Elsewhere | null {
  for (const { record } of runs) {
    const { status } = record.state;
    if (status.kind === 'interrupted' && status.elsewhere) return status.elsewhere;
  }
  return null;
}

/** Steps done by the run that is furthest on. */
export function stepsDone(race: RaceOrLog): number {
  return race.runs.reduce((most, { record }) => Math.max(most, record.state.stepsDone), 0);
}

/** Steps of the longest run. */
export function stepsPlanned(race: RaceOrLog): number {
  return race.runs.reduce((most, { spec }) => Math.max(most, spec.steps), 0);
}
