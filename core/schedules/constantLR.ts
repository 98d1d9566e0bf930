import * as z from 'zod';
import { baseLr, share } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';

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
  marks: ({ total_iters }) => [{ path: ['total_iters'], at: total_iters, what: 'the full rate' }],
  create:
    ({ base_lr, factor, total_iters }) =>
    (t) =>
      t < total_iters ? base_lr * factor : base_lr,
});
