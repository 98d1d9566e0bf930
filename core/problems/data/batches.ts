import { type Random, shuffle } from '../../random.ts';

export interface Batches {
  readonly stepsPerEpoch: number;
  /** Row numbers of the next mini-batch; valid until the next call. */
  next(): Int32Array;
}

/**
 * Cuts `rows` examples into mini-batches, in a new random order each epoch. Where the batch size does not divide
 * the rows, the last batch of the epoch is shorter; it is kept, as PyTorch's DataLoader and the tutorial do.
 * `batchSize` = `rows` is batch gradient descent: one batch, always in the same order.
 */
export function createBatches(rows: number, batchSize: number, random: Random): Batches {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  let begin = rows;
  return {
    stepsPerEpoch: Math.ceil(rows / batchSize),
    next() {
      if (begin >= rows) {
        begin = 0;
        if (batchSize < rows) shuffle(order, random);
      }
      const batch = order.subarray(begin, begin + batchSize);
      begin += batchSize;
      return batch;
    },
  };
}
