import { describe, expect, test } from 'vitest';
import { stepsAfter } from '../../../core/epochs.ts';
import { createBatches } from '../../../core/problems/data/batches.ts';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { spirals } from '../../../core/problems/data/spirals.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { modelObjective } from '../../../core/problems/models/modelObjective.ts';
import { modelTask } from '../../../core/problems/models/modelTask.ts';
import { createRandom } from '../../../core/random.ts';

const data = spirals.load('');
const weights = Float64Array.of(0.3, -0.2, 0.1, 0.4, 0, 0);

/** Losses at the same weights on the first mini-batches of a seed. */
function lossesOf(batchSize: number, seed: number, count = 30): number[] {
  const objective = modelObjective(modelTask(data, [], batchSize, seed));
  return Array.from({ length: count }, () => {
    const loss = objective.loss(weights);
    objective.next();
    return loss;
  });
}

test('the first weights depend on the seed and on nothing else', () => {
  const startOf = (batchSize: number, seed: number) =>
    modelObjective(modelTask(data, [5], batchSize, seed)).start.join();
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
  expect(modelObjective(modelTask(data, [], 32, 3)).start).toEqual(model.initialize(createRandom(3, 0)));
});

test('loss and gradient are of one batch until the next is asked for, the score is of all rows', () => {
  const objective = modelObjective(modelTask(data, [], 100, 0));
  const gradient = new Float64Array(weights.length);
  const first = objective.loss(weights);
  expect(objective.lossAndGradient(weights, gradient)).toBe(first);
  const losses = [first];
  for (let batch = 1; batch < stepsAfter(objective.stepsPerEpoch, 1); batch++) {
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

test('is a tanh network with cross-entropy unless told otherwise', () => {
  const lossOf = (options?: Parameters<typeof modelTask>[4]) => {
    const objective = modelObjective(modelTask(data, [5], 400, 1, options));
    return objective.loss(objective.start);
  };
  expect(lossOf({ activation: 'tanh', loss: 'cross_entropy', init: 'xavier_uniform' })).toBe(lossOf());
  for (const options of [{ activation: 'gelu' }, { loss: 'bce' }, { init: 'he' }] as const)
    expect(lossOf(options)).not.toBe(lossOf());
});

test('tells the lengths of its tensors', () => {
  const objective = modelObjective(modelTask(data, [5, 3], 32, 0));
  expect(objective.tensors).toEqual([10, 5, 15, 3, 6, 2]);
  expect(objective.start.length).toBe(41);
});

describe('classes under a loss of numbers', () => {
  const zeros = (length: number) => new Float64Array(length);

  test('two classes are one number', () => {
    const objective = modelObjective(modelTask(data, [], 400, 0, { loss: 'bce_with_logits' }));
    expect(objective.start.length).toBe(3);
    expect(objective.loss(zeros(3))).toBeCloseTo(Math.LN2, 14);
    // A logit of 1 for everything: right about the second class only.
    expect(objective.evaluate?.(Float64Array.of(0, 0, 1)).accuracy).toBe(0.5);
    expect(objective.loss(Float64Array.of(0, 0, 1))).toBeCloseTo(Math.log(1 + Math.E) - 0.5, 14);
  });

  test('several classes are one-hot', () => {
    const three: Dataset = {
      rows: 3,
      features: 1,
      classes: 3,
      inputs: Float64Array.of(1, 1, 1),
      labels: Int32Array.of(2, 0, 2),
    };
    const objective = modelObjective(modelTask(three, [], 3, 0, { loss: 'mse' }));
    expect(objective.loss(zeros(6))).toBeCloseTo(1 / 3, 15);
    // Outputs (0, 0, 1): two of three rows have nothing wrong, the other has two numbers wrong.
    expect(objective.loss(Float64Array.of(0, 0, 0, 0, 0, 1))).toBeCloseTo(2 / 9, 15);
  });
});

describe('regression', () => {
  const line: Dataset = {
    rows: 4,
    features: 1,
    classes: 0,
    inputs: Float64Array.of(-1, 0, 1, 2),
    labels: new Int32Array(),
    targets: Float64Array.of(-1, 0, 1, 1, 3, 2, 5, 3),
  };

  test('has an output for each number of a target, and no accuracy', () => {
    const objective = modelObjective(modelTask(line, [], 4, 0, { loss: 'mse' }));
    const [slopes, intercepts] = [
      [2, 1],
      [1, 1],
    ] as const;
    const exact = Float64Array.of(...slopes, ...intercepts);
    expect(objective.evaluate?.(exact)).toEqual({ loss: 0 });
    expect(objective.loss(new Float64Array(4))).toBe((36 + 14) / 8);
  });

  test('needs a loss of numbers', () => {
    expect(() => modelObjective(modelTask(line, [], 4, 0))).toThrow(
      'loss = cross_entropy — expected a loss of numbers for data without classes',
    );
  });
});

test('data whose targets are too few is refused', () => {
  const cut = { ...data, labels: data.labels.slice(1) };
  const objective = modelObjective(modelTask(cut, [], 400, 0));
  expect(() => objective.loss(objective.start)).toThrow('data.labels has 399 numbers — expected 400');
});
