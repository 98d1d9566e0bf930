/** Which learning rates an optimizer has, and how the batch size decides them. */
import { scaleLearningRate } from '../schedules/scaling.ts';
import { firstSize } from './batchSize.ts';
import type { BatchSize } from './batchSizeSchema.ts';
import type { Experiment } from './schema.ts';

/** Its own or, where it has none, the experiment’s. */
export function ratesOf(
  { lr }: Experiment['optimizers'][number],
  experiment: Pick<Experiment, 'lr'>,
): readonly number[] {
  return lr ?? experiment.lr ?? [];
}

/** The learning rate for a batch of `size` examples, where the experiment says to which batch its rates belong. */
export function scaledRate(lr: number, size: number | null, { scale_lr }: Experiment): number {
  if (!scale_lr || size === null) return lr;
  return scaleLearningRate(lr, size, scale_lr.base_batch_size, scale_lr.rule);
}

/** Examples in a batch, of stages in those of the first; null where there is no data. */
export function rowsOfBatch(batchSize: BatchSize | null, rows: number | undefined): number | null {
  const size = batchSize && firstSize(batchSize);
  return size === 'full' ? (rows ?? null) : size;
}
