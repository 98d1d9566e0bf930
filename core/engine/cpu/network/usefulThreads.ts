import { rowsOfShares } from '../rowsOfShares.ts';
import type { NetworkTrainerOptions } from './networkTrainer.ts';

/**
 * A thread pays if it has this many operations in each step, about 100 µs of work; with fewer, waiting at the barriers
 * takes longer than the thread saves. On two threads a step of 13 million takes 1.2 to 1.5 times less time than on one, one of 400 million 1.8 times less.
 */
const leastOperations = 5e6;

/** Updating a parameter takes as long as this many operations of a product. */
const operationsOfUpdate = 20;

/** How many threads, of `most`, pay for such a network. */
export function usefulThreads(
  { widths, batchSize }: Pick<NetworkTrainerOptions, 'widths' | 'batchSize'>,
  most: number,
): number {
  const operations = operationsOfStep(widths, batchSize);
  const byRows = Math.ceil(batchSize / rowsOfShares);
  return Math.max(1, Math.min(most, byRows, Math.floor(operations / leastOperations)));
}

/** Two for each weight and row, on the way forward, for the gradient and, behind the first layer, for the way back. */
function operationsOfStep(widths: readonly number[], rows: number): number {
  return widths.slice(1).reduce((sum, outputs, depth) => {
    const weights = (widths[depth] ?? 0) * outputs;
    const products = depth === 0 ? 2 : 3;
    return sum + weights * (2 * rows * products + operationsOfUpdate);
  }, 0);
}
