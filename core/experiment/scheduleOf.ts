/** The schedule that an experiment names, as its runs use it. */
import { epochsAfter, type StepsPerEpoch } from '../epochs.ts';
import { createSchedule } from '../schedules/createSchedule.ts';
import { findSchedule } from '../schedules/index.ts';
import type { Schedule, ScheduleUse, Unit } from '../schedules/schedule.ts';
import { ScheduleError } from '../schedules/scheduleError.ts';
import { trainsOnData } from './modelProblem.ts';
import type { Problem, ScheduleChoice } from './schema.ts';

/** What stands in a choice beside PyTorch's arguments and the name. */
export const inExperiment = { experimentFields: ['per'] } as const;

/**
 * @param lr The optimizer's learning rate.
 * @throws {ScheduleError} if an argument is unknown, wrong, missing, or has no meaning in an experiment.
 */
export function scheduleOf(choice: ScheduleChoice, lr: number, use: ScheduleUse): Schedule {
  const { name, per: _, ...given } = choice;
  if ('base_lr' in given && findSchedule(name)?.hasBaseLr !== true)
    throw new ScheduleError(
      ['base_lr'],
      given['base_lr'],
      'none: the learning rates of the experiment are lr',
    );
  if (name === 'ReduceLROnPlateau' && given['mode'] === 'max')
    use.note(
      ['mode'],
      'max',
      'the metrics are the losses of the run, so it cuts the rate while they fall',
      false,
    );
  return createSchedule(name, { base_lr: lr, ...given }, { ...use, ...inExperiment });
}

/** What stands for the learning rate where a schedule has its own: the highest; null where it reads the optimizer's. */
export function rateOfSchedule(choice: ScheduleChoice | null | undefined): number | null {
  const schedule = choice ? madeOf(choice) : null;
  return choice && schedule && ignoresLr(choice, schedule) ? (schedule.highest?.value ?? schedule(0)) : null;
}

/** Whether a schedule sets the momentum of each step; undefined where its arguments make no schedule. */
export function cyclesMomentum(choice: ScheduleChoice | undefined): boolean | undefined {
  if (!choice) return false;
  const schedule = madeOf(choice);
  return schedule ? schedule.momentum !== undefined : undefined;
}

/** Null for arguments that are refused, as those of a race may be that was saved when they were allowed. */
function madeOf(choice: ScheduleChoice): Schedule | null {
  try {
    return scheduleOf(choice, 0, { length: 'unknown', unit: 'step', note() {} });
  } catch (error) {
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}

/** Whether the optimizer's learning rate makes no difference. */
export function ignoresLr(choice: ScheduleChoice, schedule: Schedule): boolean {
  return schedule.ignoresBaseLr === true || 'base_lr' in choice;
}

/** What a schedule counts: on data what it says, or what it counts in PyTorch's examples; a surface has no epochs. */
export function unitOf({ name, per }: ScheduleChoice, problem: Problem): Unit {
  if (!trainsOnData(problem)) return 'step';
  return per ?? findSchedule(name)?.counts ?? 'step';
}

/** How many rates a run asks its schedule for. */
export function lengthOfSchedule(unit: Unit, steps: number, stepsPerEpoch: StepsPerEpoch): number {
  return unit === 'epoch' ? Math.ceil(epochsAfter(stepsPerEpoch, steps)) : steps;
}
