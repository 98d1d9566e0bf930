import * as z from 'zod';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes } from './remarks.ts';

/** lr_t = base_lr * gamma^floor(t / step_size) */
export const stepLR = defineSchedule({
  name: 'StepLR',
  description: 'Multiplies the rate by a factor every so many steps.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    step_size: z.int().min(1).describe('Steps from one change to the next.'),
    gamma: z.number().min(0).default(0.1).describe('What the rate is multiplied by.'),
  },
  remarks: ({ step_size }, span) => [neverComes(['step_size'], step_size, 'the first change', span)],
  cause: () => 'gamma',
  create:
    ({ base_lr, step_size, gamma }) =>
    (t) =>
      base_lr * gamma ** Math.floor(t / step_size),
});
