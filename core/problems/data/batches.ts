import type { StepsPerEpoch } from '../../epochs.ts';
import { type Random, shuffle } from '../../random.ts';

export interface Batches {
  readonly stepsPerEpoch: StepsPerEpoch;
  /** Row numbers of the next mini-batch; valid until the next call. */
  next(): Int32Array;
}

/** Passes one after the other with mini-batches of as many rows. */
export interface BatchStage {
  readonly epochs: number;
  readonly size: number;
}

/** Rows in a mini-batch: always as many, or stages in their order, of which the last goes on. */
export type BatchRows = number | readonly BatchStage[];

/** Rows in the largest mini-batch. */
export function largestBatch(rows: BatchRows): number {
  return typeof rows === 'number' ? rows : Math.max(1, ...rows.map(({ size }) => size));
}

/** Where the batch size does not divide the rows, the last batch of a pass is shorter. */
export function stepsPerEpochOf(rows: number, batch: BatchRows): StepsPerEpoch {
  if (typeof batch === 'number') return Math.ceil(rows / batch);
  return batch.map(({ epochs, size }) => ({ epochs, steps: Math.ceil(rows / size) }));
}

/**
 * Cuts `rows` examples into mini-batches, in a new random order each epoch. Where the batch size does not divide
 * the rows, the last batch of the epoch is shorter; it is kept, as PyTorch's DataLoader and the tutorial do.
 * A batch of all rows is batch gradient descent: one batch, and the order stays as it is.
 * The order of an epoch depends on no size of batches that are smaller.
 */
export function createBatches(rows: number, batch: BatchRows, random: Random): Batches {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const sizes = sizesOf(batch);
  let size = 0;
  let begin = rows;
  return {
    stepsPerEpoch: stepsPerEpochOf(rows, batch),
    next() {
      if (begin >= rows) {
        begin = 0;
        size = sizes();
        if (size < rows) shuffle(order, random);
      }
      const rowsOfBatch = order.subarray(begin, begin + size);
      begin += size;
      return rowsOfBatch;
    },
  };
}

/** The size of each epoch's batches, epoch by epoch. */
function sizesOf(batch: BatchRows): () => number {
  if (typeof batch === 'number') return () => batch;
  let [stage, epochs] = [0, 0];
  return () => {
    const isOver = epochs >= (batch[stage]?.epochs ?? 0);
    if (isOver && stage < batch.length - 1) [stage, epochs] = [stage + 1, 0];
    epochs++;
    return batch[stage]?.size ?? 1;
  };
}
