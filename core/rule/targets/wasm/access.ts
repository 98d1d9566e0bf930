/** How elements get from a tensor into vectors of four lanes and back. */
import type { Bytes } from './encoding.ts';
import { loadFirst, loadFour, storeFirst, storeFour } from './instructions.ts';
import { addFirst, addFour, type Sum } from './sums.ts';

export interface Access {
  /** Takes an address and leaves a vector. */
  readonly load: Bytes;
  /** Takes an address and a vector. */
  readonly store: Bytes;
  add(sum: Sum, operand: Bytes): Bytes;
}

/** One round of a loop over elements. */
export interface Round {
  /** Bytes to the next round's first element. */
  readonly stride: number;
  readonly accesses: readonly Access[];
}

/** So many whole vectors, so that addresses and the end of the loop are computed that much less often. */
function vectors(count: number): Round {
  const access = (_: unknown, index: number): Access => ({
    load: loadFour(16 * index),
    store: storeFour(16 * index),
    add: addFour,
  });
  return { stride: 16 * count, accesses: Array.from({ length: count }, access) };
}

/** An element alone, in the first lane. */
const oneElement: Round = {
  stride: 4,
  accesses: [{ load: loadFirst, store: storeFirst, add: addFirst }],
};

/** In the order in which they take the elements of a tensor, each as many as it can. */
export const rounds: readonly Round[] = [vectors(4), vectors(1), oneElement];
