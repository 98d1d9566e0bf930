import * as z from 'zod';
import { annealByCosine } from './anneal.ts';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { fromThereOn, neverComes } from './remarks.ts';
import { ScheduleError } from './scheduleError.ts';

/**
 * lr_t = base_lr * (t + 1) / warmup for t < warmup, then
 * base_lr * (1 + cos(pi * (t - warmup) / (total - warmup))) / 2, also past total, where it rises again.
 */
export const warmupCosine = defineSchedule({
  name: 'WarmupCosine',
  aliases: ['warmup_cosine(LambdaLR)'],
  description: 'Raises the rate linearly, then lets it fall to 0 along half a cosine wave.',
  counts: 'step',
  arguments: {
    base_lr: baseLr,
    warmup: z.int().min(0).describe('Steps in which the rate rises; the last of them has the full rate.'),
    total: z.int().min(1).describe('Steps until the rate is 0, the rise included.'),
  },
  remarks: ({ total, warmup }, span) => [
    neverComes(['warmup'], warmup - 1, 'the full rate', span),
    // The first step of the fall has the full rate.
    neverComes(['total'], Math.max(total - 1, warmup + 1), 'the end of the fall', span),
    fromThereOn(['total'], total, 'rises again', span),
  ],
  create({ base_lr, warmup, total }, { path }) {
    if (total <= warmup)
      throw new ScheduleError([...path, 'total'], total, `a whole number above ${warmup} (warmup)`);
    return (t) =>
      t < warmup ? (base_lr * (t + 1)) / warmup : annealByCosine(base_lr, 0, (t - warmup) / (total - warmup));
  },
});
