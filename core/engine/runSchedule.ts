/** The schedule of a run: by steps or by epochs, with the losses that it may want to know of. */
import type { RunSpec } from '../experiment/runSpec.ts';
import { createSchedule } from '../schedules/createSchedule.ts';
import { findSchedule } from '../schedules/index.ts';
import { type Schedule, withMomentum } from '../schedules/schedule.ts';

export interface RunSchedule {
  /** By optimizer steps. */
  readonly schedule: Schedule;
  /** Whether rates depend on what `observe` takes. */
  readonly readsLosses: boolean;
  /** Takes the loss after each step, in order; ReduceLROnPlateau decides by it, or by its mean over an epoch. */
  observe(stepsDone: number, loss: number): void;
}

/** null where the learning rate stays as it is. Throws a ScheduleError for arguments that make no schedule. */
export function createRunSchedule({
  schedule: given,
  hyperparameters,
  stepsPerEpoch,
}: RunSpec): RunSchedule | null {
  if (!given) return null;
  const { name, per, ...rest } = given;
  const inner = createSchedule(name, { ...rest, base_lr: Number(hyperparameters['lr']) });
  const interval = per === 'epoch' ? stepsPerEpoch : 1;
  const count = (stepsDone: number) => Math.floor(stepsDone / interval);
  const metrics: number[] = [];
  let sum = 0;
  const { momentum } = inner;
  return {
    schedule: withMomentum(
      (stepsDone) => inner(count(stepsDone), metrics),
      momentum && ((stepsDone) => momentum(count(stepsDone))),
    ),
    readsLosses: 'metrics' in (findSchedule(name)?.arguments ?? {}),
    observe(stepsDone, loss) {
      if (stepsDone === 0) return;
      sum += loss;
      if (stepsDone % interval !== 0) return;
      metrics.push(sum / interval);
      sum = 0;
    },
  };
}
