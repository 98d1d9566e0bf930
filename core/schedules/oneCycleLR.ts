import * as z from 'zod';
import { annealByCosine, annealLinearly } from './anneal.ts';
import { refuseUnused, share } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { oneCycleRemarks } from './oneCycleRemarks.ts';
import { type Context, withTraits } from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** A stretch from step `start` to step `end`; values are those at its two ends. */
interface Phase {
  readonly start: number;
  readonly end: number;
  readonly rates: readonly [number, number];
  readonly momenta: readonly [number, number];
}

/**
 * From max_lr / div_factor up to max_lr, and down to max_lr / div_factor / final_div_factor at step total_steps - 1;
 * momentum goes the other way. Smith & Topin 2018, "Super-Convergence", with PyTorch's phases, whose ends need not be
 * whole steps.
 *
 * At total_steps the last phase goes on for one step, as in PyTorch, where the scheduler is stepped once more than its
 * rates are used: linear annealing falls below 0 there. Throws a ScheduleError after that.
 */
export const oneCycleLR = defineSchedule({
  name: 'OneCycleLR',
  description: 'Raises the rate to a peak, then lets it fall far below where it began.',
  counts: 'step',
  arguments: {
    base_lr: z.number().min(0).nullish().describe('Not used: the first rate is max_lr / div_factor.'),
    max_lr: z.number().min(0).describe('The highest rate.'),
    total_steps: z
      .int()
      .min(1)
      .nullish()
      .describe('Steps of the cycle; in an experiment as many as the run has, where it is left out.'),
    epochs: z.int().min(1).nullish().describe('With steps_per_epoch, in place of total_steps.'),
    steps_per_epoch: z.int().min(1).nullish().describe('With epochs, in place of total_steps.'),
    pct_start: share.default(0.3).describe('Share of the steps in which the rate rises.'),
    anneal_strategy: z
      .enum(['cos', 'linear'])
      .default('cos')
      .describe('Whether rates follow a cosine wave or a straight line.'),
    cycle_momentum: z.boolean().default(true).describe('Whether momentum goes the other way.'),
    base_momentum: share.default(0.85).describe('Momentum where the rate is highest.'),
    max_momentum: share.default(0.95).describe('Momentum in the first step.'),
    div_factor: z.number().positive().default(25).describe('max_lr divided by the first rate.'),
    final_div_factor: z.number().positive().default(1e4).describe('The first rate divided by the last.'),
    three_phase: z
      .boolean()
      .default(false)
      .describe('Whether the rate falls to the first one as it rose, and only then below it.'),
  },
  remarks: (values, span) => {
    const name = typeof values.total_steps === 'number' ? 'total_steps' : 'steps_per_epoch';
    return oneCycleRemarks(values, totalSteps(values) ?? span.length, name, span);
  },
  cause: () => 'max_lr',
  create(values, context) {
    const { path, startsAt } = context;
    const total = checkedTotal(values, context);
    const { max_lr, pct_start, base_momentum, max_momentum } = values;
    if (!values.cycle_momentum)
      refuseUnused(path, values, { base_momentum: 0.85, max_momentum: 0.95 }, 'cycle_momentum is false');
    const first = max_lr / values.div_factor;
    const last = first / values.final_div_factor;
    for (const [name, rate] of [
      ['div_factor', first],
      ['final_div_factor', last],
    ] as const)
      if (!Number.isFinite(rate))
        throw new ScheduleError([...path, name], values[name], `a finite rate, not ${rate}`);
    const peak = pct_start * total - 1;
    const back = 2 * pct_start * total - 2;
    const end = total - 1;
    const rise: Phase = {
      start: 0,
      end: peak,
      rates: [first, max_lr],
      momenta: [max_momentum, base_momentum],
    };
    const fall: Phase = {
      start: peak,
      end: values.three_phase ? back : end,
      rates: [max_lr, values.three_phase ? first : last],
      momenta: [base_momentum, max_momentum],
    };
    const fade: Phase = { start: back, end, rates: [first, last], momenta: [max_momentum, max_momentum] };
    const [earlier, final] = values.three_phase ? [[rise, fall], fade] : [[rise], fall];
    const anneal = values.anneal_strategy === 'cos' ? annealByCosine : annealLinearly;

    const at = (t: number, quantity: 'rates' | 'momenta') => {
      if (t > total) {
        const expected = `a whole number <= ${startsAt + total}, the total_steps`;
        throw new ScheduleError(['stepsDone'], startsAt + t, expected);
      }
      const phase = earlier.find((each) => t <= each.end) ?? final;
      const length = phase.end - phase.start;
      const [from, to] = phase[quantity];
      // A phase without length is over.
      return anneal(from, to, length === 0 ? 1 : (t - phase.start) / length);
    };
    return withTraits((t) => at(t, 'rates'), {
      momentum: values.cycle_momentum ? (t) => at(t, 'momenta') : undefined,
      ignoresBaseLr: true,
      mostSteps: total,
      highest: { path: [...path, 'max_lr'], value: max_lr },
    });
  },
});

interface Length {
  readonly total_steps?: number | null | undefined;
  readonly epochs?: number | null | undefined;
  readonly steps_per_epoch?: number | null | undefined;
}

/** As given or, where nothing is and it is known how many rates will be asked for, as many. */
function checkedTotal(given: Length, { path, use }: Pick<Context, 'path' | 'use'>): number {
  const { total_steps, epochs, steps_per_epoch } = given;
  for (const [name, value] of Object.entries({ epochs, steps_per_epoch }))
    if (typeof total_steps === 'number' && typeof value === 'number')
      throw new ScheduleError([...path, name], value, 'none: total_steps says how long the cycle is');
  const length = use?.length;
  const isLeftOut = typeof epochs !== 'number' && typeof steps_per_epoch !== 'number';
  // Behind a warm-up that takes all steps, the cycle's first rate is still what the ramp leads to.
  const lengthOfUse = typeof length === 'number' ? Math.max(1, length) : length && 1;
  const total = totalSteps(given) ?? (isLeftOut ? lengthOfUse : undefined);
  if (total === undefined) {
    const expected = 'a whole number of at least 1, or epochs and steps_per_epoch in its place';
    throw new ScheduleError([...path, 'total_steps'], undefined, expected);
  }
  if (use && typeof length === 'number' && total < length) {
    const name = typeof total_steps === 'number' ? 'total_steps' : 'steps_per_epoch';
    const expected = `a cycle of at least ${length} ${use.unit}s, as many as there are; this one has ${total}`;
    throw new ScheduleError([...path, name], given[name], expected);
  }
  return total;
}

/** Undefined where too little is given. */
function totalSteps({ total_steps, epochs, steps_per_epoch }: Length): number | undefined {
  return total_steps ?? (epochs && steps_per_epoch ? epochs * steps_per_epoch : undefined);
}
