import * as z from 'zod';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes } from './remarks.ts';

/** lr_t = base_lr * (1 - min(t, total_iters) / total_iters)^power */
export const polynomialLR = defineSchedule({
  name: 'PolynomialLR',
  description: 'Lets the rate fall to 0 along a power of the remaining share of steps.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    total_iters: z.int().min(1).default(5).describe('Steps until the rate is 0.'),
    power: z
      .number()
      .min(0)
      .default(1)
      .describe('Shape of the fall: 1 is a straight line, higher is faster at first.'),
  },
  remarks: ({ total_iters }, span) => [
    neverComes(['total_iters'], total_iters - 1, 'the end of the fall', span),
  ],
  cause: ({ power }) => (power === 0 ? 'power' : 'total_iters'),
  create:
    ({ base_lr, total_iters, power }) =>
    (t) =>
      base_lr * (1 - Math.min(t, total_iters) / total_iters) ** power,
});
