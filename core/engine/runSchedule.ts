/** The schedule of a run: by steps or by epochs, with the losses that it may want to know of. */

import { endsEpoch, epochsAfter, stepsOfLastEpoch } from '../epochs.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { lengthOfSchedule, scheduleOf } from '../experiment/scheduleOf.ts';
import { type Schedule, traitsOf, withTraits } from '../schedules/schedule.ts';

/** What is known of the losses of a run. */
export interface LossesSeen {
  readonly stepsDone: number;
  /** What the schedule decides by: losses, or means over epochs. */
  readonly metrics: Float64Array;
  /** Of the losses of the epoch that is not over. */
  readonly sum: number;
}

export interface RunSchedule {
  /** By optimizer steps. */
  readonly schedule: Schedule;
  /** Whether rates depend on what `observe` takes. */
  readonly readsLosses: boolean;
  /**
   * Takes the loss after each step, in order; ReduceLROnPlateau decides by it, or by its mean over an epoch. One that is
   * known is left out.
   */
  observe(stepsDone: number, loss: number): void;
  readonly seen: LossesSeen;
}

/**
 * null where the learning rate stays as it is. Throws a ScheduleError for arguments that make no schedule.
 * @param from What is known where the run goes on. Default: nothing, at its start.
 */
export function createRunSchedule(
  { schedule: choice, hyperparameters, steps, stepsPerEpoch }: RunSpec,
  from?: LossesSeen | null,
): RunSchedule | null {
  if (!choice) return null;
  const unit = choice.per ?? 'step';
  const length = lengthOfSchedule(unit, steps, stepsPerEpoch);
  const inner = scheduleOf(choice, Number(hyperparameters['lr']), { length, unit, note() {} });
  const interval = unit === 'epoch' ? stepsPerEpoch : 1;
  const count = (stepsDone: number) => Math.floor(epochsAfter(interval, stepsDone));
  const metrics: number[] = [...(from?.metrics ?? [])];
  let sum = from?.sum ?? 0;
  let last = from?.stepsDone ?? 0;
  const { momentum } = inner;
  return {
    schedule: withTraits((stepsDone) => inner(count(stepsDone), metrics), {
      ...traitsOf(inner),
      // That counts what the schedule counts, and was looked at before.
      mostSteps: undefined,
      momentum: momentum && ((stepsDone) => momentum(count(stepsDone))),
    }),
    readsLosses: inner.readsMetrics === true,
    observe(stepsDone, loss) {
      if (stepsDone <= last) return;
      last = stepsDone;
      sum += loss;
      if (!endsEpoch(interval, stepsDone)) return;
      metrics.push(sum / stepsOfLastEpoch(interval, stepsDone));
      sum = 0;
    },
    get seen() {
      return { stepsDone: last, metrics: Float64Array.from(metrics), sum };
    },
  };
}
