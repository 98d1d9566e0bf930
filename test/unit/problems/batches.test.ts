import { describe, expect, test } from 'vitest';
import { type Batches, createBatches } from '../../../core/problems/data/batches.ts';
import { stepsAfter } from '../../../core/problems/epochs.ts';
import { createRandom } from '../../../core/random.ts';
import { readReference } from '../optimizers/readReference.ts';

interface Minibatches {
  readonly batches_per_epoch_other: { samples: number; batch_size: number; batch_sizes: number[] }[];
}

/** The batches of one epoch. */
function epochOf(batches: Batches): number[][] {
  return Array.from({ length: stepsAfter(batches.stepsPerEpoch, 1) }, () => [...batches.next()]);
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
const ascending = (rows: readonly number[]) => [...rows].sort((a, b) => a - b);

describe.each([
  [10, 1],
  [10, 3],
  [10, 5],
  [10, 9],
  [10, 10],
  [1, 1],
  [1797, 256],
])('%i rows in batches of %i', (rows, size) => {
  test('every epoch visits every row exactly once', () => {
    const batches = createBatches(rows, size, createRandom(4));
    for (let epoch = 0; epoch < 5; epoch++) expect(ascending(epochOf(batches).flat())).toEqual(numbers(rows));
  });

  test('all batches are full but the last, which has the rest', () => {
    const sizes = epochOf(createBatches(rows, size, createRandom(4))).map((batch) => batch.length);
    expect(sizes.slice(0, -1).every((each) => each === size)).toBe(true);
    expect(sizes.at(-1)).toBe(rows % size || size);
  });
});

test("batches have the tutorial's sizes", () => {
  const { batches_per_epoch_other: cases } = readReference<Minibatches>('tutorial/minibatches.json');
  expect(cases.length).toBe(6);
  for (const { samples, batch_size, batch_sizes } of cases) {
    const batches = createBatches(samples, batch_size, createRandom(0));
    expect(epochOf(batches).map((batch) => batch.length)).toEqual(batch_sizes);
  }
});

test('the order is another in each epoch', () => {
  const batches = createBatches(100, 32, createRandom(0));
  const epochs = numbers(4).map(() => epochOf(batches).flat().join());
  expect(new Set([...epochs, numbers(100).join()]).size).toBe(5);
});

test('the same seed gives the same order, another seed another', () => {
  const orderOf = (seed: number) => {
    const batches = createBatches(100, 32, createRandom(seed));
    return numbers(3).map(() => epochOf(batches));
  };
  expect(orderOf(7)).toEqual(orderOf(7));
  expect(orderOf(7)).not.toEqual(orderOf(8));
});

test('one batch of all rows is always in the same order', () => {
  const batches = createBatches(50, 50, createRandom(0));
  expect([...batches.next()]).toEqual(numbers(50));
  expect([...batches.next()]).toEqual(numbers(50));
});
