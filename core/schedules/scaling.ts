import * as z from 'zod';
import { readArguments } from './arguments.ts';

const scaling = z.object({
  lr: z.number().min(0),
  batchSize: z.int().min(1),
  baseBatchSize: z.int().min(1),
  rule: z.enum(['linear', 'sqrt']),
});

/** How the learning rate follows the batch size. */
export type ScalingRule = z.output<typeof scaling>['rule'];

/**
 * The learning rate for `batchSize`, given the rate `lr` that suits `baseBatchSize`.
 *
 * `linear`, the default: lr * (batchSize / baseBatchSize). Goyal et al. 2017, "Accurate, Large Minibatch SGD".
 * `sqrt`: lr * sqrt(batchSize / baseBatchSize), which keeps the variance of a step. Krizhevsky 2014, "One weird trick
 * for parallelizing convolutional neural networks".
 *
 * Throws a ScheduleError unless lr is at least 0 and both batch sizes are whole numbers of at least 1.
 */
export function scaleLearningRate(
  lr: number,
  batchSize: number,
  baseBatchSize: number,
  rule: ScalingRule = 'linear',
): number {
  const given = readArguments(scaling, { lr, batchSize, baseBatchSize, rule });
  const ratio = given.batchSize / given.baseBatchSize;
  return given.lr * (given.rule === 'linear' ? ratio : Math.sqrt(ratio));
}
