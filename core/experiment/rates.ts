/** How the batch size decides the learning rates and the number of steps. */
import { scaleLearningRate } from '../schedules/scaling.ts';
import type { Experiment } from './schema.ts';

export type BatchSize = Experiment['batch_size'][number];

/** The learning rate for a batch of `size` examples, where the experiment says to which batch its rates belong. */
export function scaledRate(lr: number, size: number | null, { scale_lr }: Experiment): number {
  if (!scale_lr || size === null) return lr;
  return scaleLearningRate(lr, size, scale_lr.base_batch_size, scale_lr.rule);
}

/** Examples in a batch; null where there is no data. */
export function rowsOfBatch(batchSize: BatchSize | null, rows: number | undefined): number | null {
  return batchSize === 'full' ? (rows ?? null) : batchSize;
}

/** 1 where there is no data. */
export function stepsPerEpochOf(size: number | null, rows: number | undefined): number {
  return rows === undefined || !size ? 1 : Math.ceil(rows / size);
}
