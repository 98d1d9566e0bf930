import * as z from 'zod';
import { annealLinearly } from './anneal.ts';
import { baseLr, share } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes } from './remarks.ts';

/** lr_t = base_lr * (start_factor + (end_factor - start_factor) * min(t, total_iters) / total_iters) */
export const linearLR = defineSchedule({
  name: 'LinearLR',
  description: 'Moves a factor of the rate along a straight line, then keeps it.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    start_factor: z
      .number()
      .positive()
      .max(1)
      .default(1 / 3)
      .describe('What the rate is multiplied by in the first step.'),
    end_factor: share.default(1).describe('What the rate is multiplied by in the end.'),
    total_iters: z.int().min(1).default(5).describe('Steps until the factor is end_factor.'),
  },
  remarks: ({ total_iters, end_factor }, span) => [
    neverComes(['total_iters'], total_iters - 1, `end_factor, ${end_factor},`, span),
  ],
  cause: ({ start_factor }) => (start_factor === 1 ? 'start_factor' : 'end_factor'),
  create:
    ({ base_lr, start_factor, end_factor, total_iters }) =>
    (t) =>
      base_lr * annealLinearly(start_factor, end_factor, Math.min(t, total_iters) / total_iters),
});
