import type { ScheduleChoice } from '../../experiment/schema.ts';
import type { Race, Run } from '../race.ts';

/**
 * The runs of a race that are exported, each with its number.
 * @param only The number of the one that is wanted. Default: all are.
 */
export function exportedRuns({ runs }: Race, only?: number): [number: number, run: Run][] {
  return [...runs.entries()].filter(([number]) => only === undefined || number === only);
}

/** Seconds that a run has computed so far; null before that is known. */
export function secondsOf({ record }: Run): number | null {
  const { stepsDone, stepsPerSecond } = record.state;
  return stepsPerSecond > 0 ? stepsDone / stepsPerSecond : null;
}

/** `stepLR step_size=30 gamma=0.1`; empty for a constant rate. */
export function scheduleText(schedule: ScheduleChoice | null): string {
  if (!schedule) return '';
  const { name, ...settings } = schedule;
  return [name, ...Object.entries(settings).map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(
    ' ',
  );
}

/** Names of all hyperparameters of some runs but the learning rate, each once. */
export function hyperparametersOf(runs: readonly Run[]): string[] {
  const names = new Set(runs.flatMap(({ spec }) => Object.keys(spec.hyperparameters)));
  names.delete('lr');
  return [...names];
}
