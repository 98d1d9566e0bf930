import * as z from 'zod';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';

/** lr_t = base_lr * gamma^t */
export const exponentialLR = defineSchedule({
  name: 'ExponentialLR',
  description: 'Multiplies the rate by a factor after every step.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    gamma: z.number().min(0).describe('What the rate is multiplied by.'),
  },
  cause: () => 'gamma',
  create:
    ({ base_lr, gamma }) =>
    (t) =>
      base_lr * gamma ** t,
});
