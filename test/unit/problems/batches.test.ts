import { describe, expect, test } from 'vitest';
import { stepsAfter } from '../../../core/epochs.ts';
import { type Batches, createBatches, largestBatch } from '../../../core/problems/data/batches.ts';
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

describe('in stages', () => {
  const rows = 23;
  const stages = [
    { epochs: 2, size: 4 },
    { epochs: 2, size: 10 },
    { epochs: 1, size: 23 },
    { epochs: 1, size: 7 },
  ];

  test('each epoch has batches of the size of its stage, and the last stage goes on', () => {
    const batches = createBatches(rows, stages, createRandom(4));
    const sizes = [4, 4, 10, 10, 23, 7, 7].map((size) =>
      Array.from({ length: Math.ceil(rows / size) }, (_, index) => Math.min(size, rows - index * size)),
    );
    for (const expected of sizes) {
      const epoch = expected.map(() => [...batches.next()]);
      expect(epoch.map(({ length }) => length)).toEqual(expected);
      expect(ascending(epoch.flat())).toEqual(numbers(rows));
    }
    expect(batches.stepsPerEpoch).toEqual([
      { epochs: 2, steps: 6 },
      { epochs: 2, steps: 3 },
      { epochs: 1, steps: 1 },
      { epochs: 1, steps: 4 },
    ]);
    expect(largestBatch(stages)).toBe(23);
  });

  test('an epoch has the order that it has with batches of any one size', () => {
    const growing = createBatches(rows, stages.slice(0, 2), createRandom(4));
    const constant = createBatches(rows, 5, createRandom(4));
    for (const steps of [6, 6, 3, 3]) {
      const order = Array.from({ length: steps }, () => [...growing.next()]).flat();
      expect(order).toEqual(epochOf(constant).flat());
    }
  });
});
