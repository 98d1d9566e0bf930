import type { Batches } from '../../../core/problems/data/batches.ts';

/** Whole batches one after the other, from the beginning again after the last. */
export function inOrder(rows: number, size: number): Batches {
  const batches = Array.from({ length: Math.floor(rows / size) }, (_, batch) =>
    Int32Array.from({ length: size }, (_, row) => batch * size + row),
  );
  let index = 0;
  return {
    stepsPerEpoch: batches.length,
    next: () => batches[index++ % batches.length] ?? new Int32Array(),
  };
}
