import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { createRandom } from '../../../core/random.ts';
import { readReference } from '../optimizers/readReference.ts';
import { centralDifferences, largestDeviation } from './differences.ts';

interface Network {
  readonly shape: number[];
  readonly X: number[][];
  readonly y: number[];
  readonly start: number[];
}

interface Gradients {
  readonly cases: { id: string; loss: number; gradient: number[] }[];
}

/** `rows` random examples. */
function randomData(rows: number, features: number, classes: number): Dataset {
  const random = createRandom(5);
  return {
    rows,
    features,
    classes,
    inputs: Float64Array.from({ length: rows * features }, () => random.normal()),
    labels: Int32Array.from({ length: rows }, () => random.below(classes)),
  };
}

const allOf = ({ rows }: Dataset) => Int32Array.from({ length: rows }, (_, row) => row);

test("has PyTorch's loss and gradient", () => {
  const { shape, X, y, start } = readReference<Network>('mlp.json');
  const { cases } = readReference<Gradients>('torch/mlp_gradients.json');
  const reference = cases.find(({ id }) => id === 'mlp_gradient/tanh/cross_entropy');
  const data: Dataset = {
    rows: y.length,
    features: shape[0] ?? 0,
    classes: shape.at(-1) ?? 0,
    inputs: Float64Array.from(X.flat()),
    labels: Int32Array.from(y),
  };
  const model = createMlp(shape);
  const gradient = new Float64Array(model.size).fill(Number.NaN);
  const parameters = Float64Array.from(start);
  const loss = model.lossAndGradient(parameters, data, allOf(data), gradient);
  expect(largestDeviation([loss], [reference?.loss ?? 0])).toBeLessThan(1e-12);
  expect(largestDeviation(gradient, reference?.gradient ?? [])).toBeLessThan(1e-12);
  expect(model.loss(parameters, data, allOf(data))).toBe(loss);
  expect(model.evaluate(parameters, data).loss).toBeCloseTo(loss, 12);
});

describe.each([
  ['logistic regression', [3, 4]],
  ['one hidden layer', [3, 5, 4]],
  ['two hidden layers', [3, 6, 5, 4]],
] as const)('%s', (_, widths) => {
  const model = createMlp(widths);
  const data = randomData(12, 3, 4);

  test('its gradient is the slope of its loss, on any rows', () => {
    const random = createRandom(2);
    for (const rows of [allOf(data), Int32Array.of(7), Int32Array.of(0, 11, 3)]) {
      const parameters = Float64Array.from({ length: model.size }, () => random.normal());
      const gradient = new Float64Array(model.size);
      model.lossAndGradient(parameters, data, rows, gradient);
      const slope = centralDifferences((at) => model.loss(at, data, rows), parameters);
      expect(largestDeviation(gradient, slope)).toBeLessThan(1e-8);
    }
  });

  test('has a weight for each connection and a bias for each unit', () => {
    const pairs = widths.slice(1).map((outputs, depth) => ((widths[depth] ?? 0) + 1) * outputs);
    expect(model.size).toBe(pairs.reduce((sum, count) => sum + count, 0));
  });

  test('starts with weights that fill their bounds and with biases of 0', () => {
    let begin = 0;
    const parameters = createMlp(widths).initialize(createRandom(3));
    for (const [depth, outputs] of widths.slice(1).entries()) {
      const inputs = widths[depth] ?? 0;
      const weights = parameters.slice(begin, begin + inputs * outputs);
      const bound = Math.sqrt(6 / (inputs + outputs));
      begin += inputs * outputs;
      expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(bound);
      expect(Math.max(...weights)).toBeGreaterThan(0.5 * bound);
      expect(Math.min(...weights)).toBeLessThan(-0.5 * bound);
      expect([...parameters.slice(begin, begin + outputs)]).toEqual(new Array(outputs).fill(0));
      begin += outputs;
    }
  });

  test('a parameter that is NaN makes the loss NaN', () => {
    for (const index of [0, model.size - 1]) {
      const parameters = model.initialize(createRandom(0));
      parameters[index] = Number.NaN;
      const gradient = new Float64Array(model.size);
      expect(model.lossAndGradient(parameters, data, allOf(data), gradient)).toBeNaN();
      expect(model.loss(parameters, data, allOf(data))).toBeNaN();
      expect(model.evaluate(parameters, data).loss).toBeNaN();
    }
  });
});

describe('on a hand-made case', () => {
  // Logits are the two inputs themselves.
  const model = createMlp([2, 2]);
  const parameters = Float64Array.of(1, 0, 0, 1, 0, 0);
  const data: Dataset = {
    rows: 4,
    features: 2,
    classes: 2,
    inputs: Float64Array.of(2, 1, 0, 3, 5, 4, 0, 0),
    labels: Int32Array.of(0, 1, 1, 0),
  };

  test('counts the examples whose largest logit is their label', () => {
    // Right, right, wrong, and a tie, which goes to the first class.
    expect(model.evaluate(parameters, data).accuracy).toBe(0.75);
  });

  test('loss is the mean of -log softmax', () => {
    const losses = [
      Math.log(1 + Math.exp(-1)),
      Math.log(1 + Math.exp(-3)),
      Math.log(1 + Math.E),
      Math.log(2),
    ];
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / 4;
    expect(model.evaluate(parameters, data).loss).toBeCloseTo(mean, 14);
    expect(model.loss(parameters, data, Int32Array.of(2))).toBeCloseTo(losses[2] ?? 0, 14);
  });

  test('large logits overflow neither loss nor gradient', () => {
    const large = parameters.map((value) => 1e4 * value);
    const gradient = new Float64Array(model.size);
    expect(model.lossAndGradient(large, data, Int32Array.of(2), gradient)).toBeCloseTo(1e4, 6);
    expect([...gradient]).toEqual([5, -5, 4, -4, 1, -1]);
  });
});

test('needs at least inputs and classes', () => {
  expect(() => createMlp([3])).toThrow('widths = [3] — expected at least inputs and classes');
});
