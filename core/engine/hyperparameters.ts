/** The hyperparameters of each step: as set, but for those that a schedule changes. */

import { numbersIn } from '../rule/check/settings.ts';
import type { HyperparameterValues, Settings } from '../rule/syntax/rule.ts';
import type { Schedule } from '../schedules/schedule.ts';

/** The hyperparameters of the step that follows `stepsDone` steps: 0 for the first. Valid until the next call. */
export type HyperparametersAt = (stepsDone: number) => HyperparameterValues;

/** Names of what the schedule changes: `lr` and, where it cycles it, the momentum, which Adam calls `beta1`. */
export function scheduledNames(schedule: Schedule | null, settings: Settings): readonly string[] {
  if (!schedule) return [];
  return schedule.momentum ? ['lr', momentumName(settings)] : ['lr'];
}

/** @param settings All hyperparameters and options of the rule. */
export function createHyperparametersAt(settings: Settings, schedule: Schedule | null): HyperparametersAt {
  const values: Record<string, number> = { ...numbersIn(settings) };
  if (!schedule) return () => values;
  const momentum = momentumName(settings);
  return (stepsDone) => {
    values['lr'] = schedule(stepsDone);
    if (schedule.momentum && momentum in values) values[momentum] = schedule.momentum(stepsDone);
    return values;
  };
}

function momentumName(settings: Settings): string {
  return 'momentum' in settings ? 'momentum' : 'beta1';
}
