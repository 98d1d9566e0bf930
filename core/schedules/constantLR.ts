import * as z from 'zod';
import { baseLr, share } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { count, neverComes } from './remarks.ts';

/** lr_t = base_lr * factor for t < total_iters, base_lr from there on */
export const constantLR = defineSchedule({
  name: 'ConstantLR',
  description: 'Multiplies the rate by a factor for the first steps only.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    factor: share.default(1 / 3).describe('What the rate is multiplied by at first.'),
    total_iters: z.int().min(1).default(5).describe('Steps until the rate is the full one.'),
  },
  remarks: ({ base_lr, factor, total_iters }, span) => [
    // The schedule that follows may have it.
    neverComes(['total_iters'], span.isFollowed ? total_iters - 1 : total_iters, 'the full rate', span),
    {
      path: ['factor'],
      when: factor === 0 && base_lr > 0,
      text: `the rate is 0 in the first ${count(Math.min(total_iters, span.length), span.unit)}`,
    },
  ],
  cause: ({ factor }) => (factor === 1 ? 'factor' : null),
  create:
    ({ base_lr, factor, total_iters }) =>
    (t) =>
      t < total_iters ? base_lr * factor : base_lr,
});
