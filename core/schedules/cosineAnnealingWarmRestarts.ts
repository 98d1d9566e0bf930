import * as z from 'zod';
import { annealByCosine } from './anneal.ts';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes, risesInstead, thereAre } from './remarks.ts';

/**
 * lr_t = eta_min + (base_lr - eta_min) * (1 + cos(pi * T_cur / T_i)) / 2, in cycles of T_0, T_0 * T_mult,
 * T_0 * T_mult^2 ... steps. Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts".
 */
export const cosineAnnealingWarmRestarts = defineSchedule({
  name: 'CosineAnnealingWarmRestarts',
  description: 'Lets the rate fall along half a cosine wave, cycle after cycle.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    T_0: z.int().min(1).describe('Steps of the first cycle.'),
    T_mult: z.int().min(1).default(1).describe('How many times longer each cycle is than the one before.'),
    eta_min: z.number().min(0).default(0).describe('The lowest rate.'),
  },
  remarks: ({ base_lr, T_0, T_mult, eta_min }, span) => [
    risesInstead(['eta_min'], eta_min, base_lr),
    neverComes(['T_0'], T_0, 'the first restart', span),
    {
      path: ['T_mult'],
      // Each cycle begins with the same rate.
      when: T_mult > 1 && T_0 < span.length && T_0 + 1 >= span.length,
      text: `no rate tells that the second cycle is longer: ${thereAre(span)}, and it begins with the last`,
    },
  ],
  // A cycle of one step has no way to go.
  cause: ({ T_0, T_mult }) => (T_0 === 1 && T_mult === 1 ? 'T_0' : 'eta_min'),
  create:
    ({ base_lr, T_0, T_mult, eta_min }) =>
    (t) =>
      annealByCosine(base_lr, eta_min, shareOfCycle(t, T_0, T_mult)),
});

/** T_cur / T_i: how much of its cycle step t has behind it, in [0, 1). */
function shareOfCycle(t: number, first: number, growth: number): number {
  if (growth === 1) return (t % first) / first;
  let begin = 0;
  let length = first;
  while (t >= begin + length) {
    begin += length;
    length *= growth;
  }
  return (t - begin) / length;
}
