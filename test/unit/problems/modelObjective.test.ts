import { expect, test } from 'vitest';
import { createBatches } from '../../../core/problems/data/batches.ts';
import { spirals } from '../../../core/problems/data/spirals.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { modelObjective } from '../../../core/problems/models/modelObjective.ts';
import { createRandom } from '../../../core/random.ts';

const data = spirals.load('');
const weights = Float64Array.of(0.3, -0.2, 0.1, 0.4, 0, 0);

/** Losses at the same weights on the first mini-batches of a seed. */
function lossesOf(batchSize: number, seed: number, count = 30): number[] {
  const objective = modelObjective(data, [], batchSize, seed);
  return Array.from({ length: count }, () => {
    const loss = objective.loss(weights);
    objective.next();
    return loss;
  });
}

test('the first weights depend on the seed and on nothing else', () => {
  const startOf = (batchSize: number, seed: number) =>
    modelObjective(data, [5], batchSize, seed).start.join();
  expect(startOf(1, 3)).toBe(startOf(400, 3));
  expect(startOf(1, 3)).not.toBe(startOf(1, 4));
});

test('the order of the batches depends on the seed', () => {
  expect(lossesOf(32, 3)).toEqual(lossesOf(32, 3));
  expect(lossesOf(32, 3)).not.toEqual(lossesOf(32, 4));
});

test('weights and batches draw from streams of their own, so that neither shifts the other', () => {
  const model = createMlp([2, 2]);
  const batches = createBatches(data.rows, 32, createRandom(3, 1));
  const expected = Array.from({ length: 30 }, () => model.loss(weights, data, batches.next()));
  expect(lossesOf(32, 3)).toEqual(expected);
  expect(modelObjective(data, [], 32, 3).start).toEqual(model.initialize(createRandom(3, 0)));
});

test('loss and gradient are of one batch until the next is asked for, the score is of all rows', () => {
  const objective = modelObjective(data, [], 100, 0);
  const gradient = new Float64Array(weights.length);
  const first = objective.loss(weights);
  expect(objective.lossAndGradient(weights, gradient)).toBe(first);
  const losses = [first];
  for (let batch = 1; batch < objective.stepsPerEpoch; batch++) {
    objective.next();
    losses.push(objective.loss(weights));
  }
  expect(new Set(losses).size).toBe(4);
  // Four batches of equal size: the mean of their losses is that of all rows.
  expect(objective.evaluate?.(weights).loss).toBeCloseTo(
    (losses.reduce((sum, each) => sum + each) ?? 0) / 4,
    12,
  );
});
