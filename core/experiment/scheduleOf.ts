/** The schedule that an experiment names, as its runs use it. */
import { createSchedule } from '../schedules/createSchedule.ts';
import { findSchedule } from '../schedules/index.ts';
import type { Schedule, ScheduleUse, Unit } from '../schedules/schedule.ts';
import { ScheduleError } from '../schedules/scheduleError.ts';
import { trainsOnData } from './modelProblem.ts';
import type { Problem, ScheduleChoice } from './schema.ts';

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
  if ('metrics' in given)
    throw new ScheduleError(['metrics'], given['metrics'], 'none: the losses of the run are taken');
  if (name === 'ReduceLROnPlateau' && given['mode'] === 'max')
    use.note(
      ['mode'],
      'max',
      'the metrics are the losses of the run, so it cuts the rate while they fall',
      false,
    );
  return createSchedule(name, { base_lr: lr, ...given }, use);
}

/** What stands for the learning rate where a schedule has its own: the highest; null where it reads the optimizer's. */
export function rateOfSchedule(choice: ScheduleChoice | null | undefined): number | null {
  if (!choice) return null;
  try {
    const schedule = scheduleOf(choice, 0, { length: 'unknown', unit: 'step', note() {} });
    return ignoresLr(choice, schedule) ? (schedule.highest?.value ?? schedule(0)) : null;
  } catch (error) {
    // Of a race that was saved when this was allowed.
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}

/** Whether the optimizer's learning rate makes no difference. */
export function ignoresLr(choice: ScheduleChoice, schedule: Schedule): boolean {
  return schedule.ignoresBaseLr === true || 'base_lr' in choice;
}

/** What a schedule counts: what it says or, on data, what it counts in PyTorch's examples. */
export function unitOf({ name, per }: ScheduleChoice, problem: Problem): Unit {
  if (per !== undefined) return per;
  return trainsOnData(problem) ? (findSchedule(name)?.counts ?? 'step') : 'step';
}

/** How many rates a run asks its schedule for. */
export function lengthOfSchedule(unit: Unit, steps: number, stepsPerEpoch: number): number {
  return unit === 'epoch' ? Math.ceil(steps / stepsPerEpoch) : steps;
}
