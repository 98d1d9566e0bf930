import type { ScheduleChoice } from '../../experiment/schema.ts';
import type { Run } from '../race.ts';

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
