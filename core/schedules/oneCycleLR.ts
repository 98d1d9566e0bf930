import * as z from 'zod';
import { annealByCosine, annealLinearly } from './anneal.ts';
import { share } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { withMomentum } from './schedule.ts';
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
  arguments: {
    base_lr: z.number().min(0).nullish().describe('Not used: the first rate is max_lr / div_factor.'),
    max_lr: z.number().min(0).describe('The highest rate.'),
    total_steps: z.int().min(1).nullish().describe('Steps of the cycle.'),
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
  create(values, { path, startsAt }) {
    const total = totalSteps(values);
    if (total === undefined) {
      const expected = 'a whole number of at least 1, or epochs and steps_per_epoch in its place';
      throw new ScheduleError([...path, 'total_steps'], undefined, expected);
    }
    const { max_lr, pct_start, base_momentum, max_momentum } = values;
    const first = max_lr / values.div_factor;
    const last = first / values.final_div_factor;
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
    return withMomentum((t) => at(t, 'rates'), values.cycle_momentum ? (t) => at(t, 'momenta') : undefined);
  },
});

interface Length {
  readonly total_steps?: number | null | undefined;
  readonly epochs?: number | null | undefined;
  readonly steps_per_epoch?: number | null | undefined;
}

/** Undefined where too little is given. */
function totalSteps({ total_steps, epochs, steps_per_epoch }: Length): number | undefined {
  return total_steps ?? (epochs && steps_per_epoch ? epochs * steps_per_epoch : undefined);
}
