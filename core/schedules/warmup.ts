/** A ramp in front of any schedule. Goyal et al. 2017, "Accurate, Large Minibatch SGD", section 2.2. */
import * as z from 'zod';
import { formatSetting } from '../format.ts';
import { annealLinearly } from './anneal.ts';
import { share } from './arguments.ts';
import { neverComes, type Remark, type Span } from './remarks.ts';
import { type Schedule, traitsOf, withTraits } from './schedule.ts';

/** The argument that every schedule takes. */
export const warmup = z
  .strictObject(
    {
      steps: z
        .int()
        .min(1)
        .describe('Steps (epochs, where the schedule counts these) before the schedule begins.'),
      start_factor: share
        .default(1 / 3)
        .describe("What the schedule's first rate is multiplied by in the first step."),
    },
    { error: ({ code }) => (code === 'invalid_type' ? 'an object such as { steps: 50 }' : undefined) },
  )
  .nullish()
  .describe("Raises the rate linearly to the schedule's first, before the schedule begins.");

type Warmup = NonNullable<z.output<typeof warmup>>;

export function warmupRemarks({ steps, start_factor }: Warmup, schedule: Schedule, span: Span): Remark[] {
  const first = schedule(0);
  return [
    neverComes(['warmup', 'steps'], steps, 'the schedule behind it', span),
    {
      path: ['warmup', 'steps'],
      when: first === 0,
      text: `the rate is 0 all the while: it rises to the schedule’s first rate, which is 0`,
    },
    {
      path: ['warmup', 'start_factor'],
      when: start_factor === 1 && first > 0,
      text: `the warm-up has the schedule’s first rate, ${formatSetting(first)}, from its first step on`,
    },
  ];
}

/**
 * lr_t = first * (start_factor + (1 - start_factor) * t / steps) for t < steps, then the schedule counted from there:
 * PyTorch's SequentialLR of LinearLR and the schedule. Metrics of the warm-up don't count.
 */
export function warmedUp(schedule: Schedule, { steps, start_factor }: Warmup): Schedule {
  const { momentum, mostSteps } = schedule;
  return withTraits(
    (t, metrics) =>
      t < steps ? schedule(0) * annealLinearly(start_factor, 1, t / steps) : schedule(t - steps, metrics),
    {
      ...traitsOf(schedule),
      mostSteps: mostSteps && mostSteps + steps,
      momentum: momentum && ((t) => momentum(Math.max(0, t - steps))),
    },
  );
}
