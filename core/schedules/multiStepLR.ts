import * as z from 'zod';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes } from './remarks.ts';

/** lr_t = base_lr * gamma^(number of milestones <= t) */
export const multiStepLR = defineSchedule({
  name: 'MultiStepLR',
  description: 'Multiplies the rate by a factor at each milestone.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    milestones: z
      .array(z.int().min(0))
      .max(1000)
      .describe('Steps done when the rate changes, in any order; one that is there twice counts twice.'),
    gamma: z.number().min(0).default(0.1).describe('What the rate is multiplied by.'),
  },
  remarks: ({ milestones }, span) =>
    milestones.map((at, i) => neverComes(['milestones', i], at, 'this change', span)),
  cause: ({ milestones }) => (milestones.length === 0 ? 'milestones' : 'gamma'),
  create:
    ({ base_lr, milestones, gamma }) =>
    (t) =>
      base_lr * gamma ** milestones.filter((milestone) => milestone <= t).length,
});
