import * as z from 'zod';
import { annealByCosine } from './anneal.ts';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { fromThereOn, neverComes, risesInstead } from './remarks.ts';

/**
 * lr_t = eta_min + (base_lr - eta_min) * (1 + cos(pi * t / T_max)) / 2, also past T_max, where it rises again.
 * Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", without the restarts.
 */
export const cosineAnnealingLR = defineSchedule({
  name: 'CosineAnnealingLR',
  description: 'Lets the rate fall along half a cosine wave, and rise again after that.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    T_max: z.int().min(1).describe('Steps from the highest rate to the lowest.'),
    eta_min: z.number().min(0).default(0).describe('The lowest rate.'),
  },
  remarks: ({ base_lr, T_max, eta_min }, span) =>
    eta_min < base_lr
      ? [
          neverComes(['T_max'], T_max - 1, 'the lowest rate', span),
          fromThereOn(['T_max'], T_max, 'rises again', span),
        ]
      : [risesInstead(['eta_min'], eta_min, base_lr)],
  cause: () => 'eta_min',
  create:
    ({ base_lr, T_max, eta_min }) =>
    (t) =>
      annealByCosine(base_lr, eta_min, t / T_max),
});
