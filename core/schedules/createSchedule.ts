import { didYouMean } from '../rule/syntax/errors.ts';
import { findSchedule, schedules } from './index.ts';
import { whyNotOffered } from './offered.ts';
import {
  type Context,
  type Given,
  type Schedule,
  type ScheduleUse,
  traitsOf,
  withTraits,
} from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** What a schedule is made of: PyTorch's arguments under their names, and these. */
export interface ScheduleArguments extends Given {
  /** The optimizer's rate. Needed by all but OneCycleLR, which doesn't use it; CyclicLR's lower bound. */
  readonly base_lr?: number;
  /**
   * A ramp of `steps` steps in front of the schedule: from `start_factor` (default 1/3) times its first rate up to
   * that. WarmupCosine has a ramp of its own, and takes the number of steps.
   */
  readonly warmup?: number | { readonly steps: number; readonly start_factor?: number };
}

/**
 * A schedule of learning rates by its PyTorch name: `createSchedule('StepLR', { base_lr: 0.1, step_size: 30 })`.
 * Arguments have PyTorch's names and defaults; the table in index.ts describes them.
 *
 * Throws a ScheduleError for an unknown name, an unknown argument, and a value that is wrong or missing:
 * `step_size = 0 — expected a whole number of at least 1`. The schedule itself throws one unless the steps done are a whole
 * number >= 0, past the end of OneCycleLR, and where ReduceLROnPlateau has too few metrics.
 * @param use For how long it will be used, where that is known: what would go wrong later is thrown now.
 */
export function createSchedule(name: string, given: ScheduleArguments, use?: ScheduleUse): Schedule {
  const schedule = create(name, given, { namePath: ['name'], path: [], startsAt: 0, use, create });
  const { momentum } = schedule;
  return withTraits((stepsDone, metrics) => schedule(checked(stepsDone), metrics), {
    ...traitsOf(schedule),
    momentum: momentum && ((stepsDone) => momentum(checked(stepsDone))),
  });
}

function create(name: string, given: Given, context: Context): Schedule {
  const kind = findSchedule(name);
  const why = kind ? whyNotOffered(kind, context) : null;
  if (!kind || why !== null) {
    const offered = schedules.filter((each) => whyNotOffered(each, context) === null);
    const names = offered.map((each) => each.name);
    const more = why === null ? didYouMean(name, names) : `; ${why}`;
    throw new ScheduleError(context.namePath, name, `one of ${names.join(', ')}${more}`);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new ScheduleError(['arguments'], given, 'an object such as { base_lr: 0.1 }');
  return kind.create(given, context);
}

function checked(stepsDone: number): number {
  if (Number.isSafeInteger(stepsDone) && stepsDone >= 0) return stepsDone;
  throw new ScheduleError(['stepsDone'], stepsDone, 'a whole number >= 0');
}
