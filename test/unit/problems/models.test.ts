import { describe, expect, test } from 'vitest';
import { createModel, type ModelOptions } from '../../../core/createModel.ts';
import { spirals } from '../../../core/problems/data/spirals.ts';
import { modelTask } from '../../../core/problems/models/modelTask.ts';
import { createRandom } from '../../../core/random.ts';
import { readReference } from '../optimizers/readReference.ts';
import { centralDifferences, largestDeviation } from './differences.ts';

interface Network {
  readonly shape: number[];
  readonly X: number[][];
  readonly y: number[];
  readonly targets_real: number[][];
  readonly targets_binary: number[][];
  readonly start: number[];
}

interface Gradients {
  readonly cases: {
    readonly id: string;
    readonly activation: NonNullable<ModelOptions['activation']>;
    readonly loss_name: 'mse' | 'cross_entropy' | 'bce_with_logits';
    readonly loss: number;
    readonly gradient: number[];
  }[];
}

const { shape, X, y, targets_real, targets_binary, start } = readReference<Network>('mlp.json');
const { cases } = readReference<Gradients>('torch/mlp_gradients.json');
const targetsFor = { mse: targets_real, cross_entropy: y, bce_with_logits: targets_binary };
const losses = ['mse', 'cross_entropy', 'bce_with_logits'] as const;
const activations = ['tanh', 'relu', 'sigmoid', 'gelu', 'gelu_tanh', 'identity'] as const;

test('there is a reference for five activations with three losses', () => expect(cases.length).toBe(15));

test.each(cases)("$id: has PyTorch's loss and gradient", (reference) => {
  const { activation, loss_name } = reference;
  const model = createModel({ layers: shape, activation, loss: loss_name });
  const targets = targetsFor[loss_name];
  const { loss, gradient } = model.lossAndGradient(start, X, targets);
  expect(largestDeviation([loss], [reference.loss])).toBeLessThan(1e-12);
  expect(largestDeviation(gradient, reference.gradient)).toBeLessThan(1e-12);
  expect(model.loss(start, X, targets)).toBe(loss);
});

/** `rows` random examples for a model of `layers`. */
function randomExamples(layers: readonly number[], rows: number) {
  const random = createRandom(5);
  const outputs = layers.at(-1) ?? 0;
  const list = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw);
  const normal = () => random.normal();
  return {
    inputs: list(rows * (layers[0] ?? 0), normal),
    targets: {
      mse: list(rows * outputs, normal),
      cross_entropy: list(rows, () => random.below(outputs)),
      bce_with_logits: list(rows * outputs, () => random.uniform()),
    },
  };
}

describe.each(losses)('%s', (loss) => {
  describe.each([[[3, 2]], [[2, 1]], [[1, 5, 1]], [[3, 6, 4]], [[2, 5, 1, 3, 4]], [[4, 3, 3, 3, 3, 2]]])(
    'layers %j',
    (layers) => {
      test.each(activations)('with %s: the gradient is the slope of the loss', (activation) => {
        const model = createModel({ layers, activation, loss });
        const random = createRandom(2);
        const parameters = Float64Array.from({ length: model.size }, () => random.normal());
        const { inputs, targets } = randomExamples(layers, 7);
        const { gradient } = model.lossAndGradient(parameters, inputs, targets[loss]);
        const slope = centralDifferences((at) => model.loss(at, inputs, targets[loss]), parameters);
        expect(largestDeviation(gradient, slope)).toBeLessThan(1e-8);
      });
    },
  );

  test.each(activations)('with %s: signals in the thousands overflow nothing', (activation) => {
    const layers = [3, 6, 5, 4];
    const model = createModel({ layers, activation, loss });
    const parameters = model.initialParameters.map((value) => 1000 * value);
    const { inputs, targets } = randomExamples(layers, 7);
    const { loss: value, gradient } = model.lossAndGradient(parameters, inputs, targets[loss]);
    expect(value).toBeGreaterThan(0);
    expect([value, ...gradient].every(Number.isFinite)).toBe(true);
  });

  test('is the mean of the losses of the rows, and so is the gradient', () => {
    const layers = [3, 5, 4];
    const model = createModel({ layers, loss });
    const { inputs, targets } = randomExamples(layers, 6);
    const perRow = targets[loss].length / 6;
    const parts = Array.from({ length: 6 }, (_, row) =>
      model.lossAndGradient(
        model.initialParameters,
        inputs.slice(3 * row, 3 * row + 3),
        targets[loss].slice(perRow * row, perRow * (row + 1)),
      ),
    );
    const whole = model.lossAndGradient(model.initialParameters, inputs, targets[loss]);
    const mean = (of: (part: typeof whole) => number) => parts.reduce((sum, part) => sum + of(part), 0) / 6;
    expect(whole.loss).toBeCloseTo(
      mean((part) => part.loss),
      14,
    );
    for (const [index, value] of whole.gradient.entries())
      expect(value).toBeCloseTo(
        mean((part) => part.gradient[index] ?? Number.NaN),
        14,
      );
  });
});

test('linear regression: hand-made loss and gradient', () => {
  const model = createModel({ layers: [1, 1], loss: 'mse' });
  const line = [[-1], [0], [1], [2]];
  const targets = [-1, 1, 3, 5];
  expect(model.lossAndGradient([2, 1], line, targets)).toEqual({ loss: 0, gradient: Float64Array.of(0, 0) });
  // Loss: mean of y², derivatives: -2 mean(x y), -2 mean(y).
  expect(model.lossAndGradient([0, 0], line, targets)).toEqual({
    loss: 9,
    gradient: Float64Array.of(-7, -4),
  });
});

test('a hidden relu unit at exactly 0 gets no gradient', () => {
  const model = createModel({ layers: [1, 1, 1], activation: 'relu', loss: 'mse' });
  // w1 x + b1 = 0; the output is b2 = 1, the target 0.
  expect([...model.lossAndGradient([1, -2, 3, 1], [2], [0]).gradient]).toEqual([0, 0, 0, 2]);
});

describe('what it is given', () => {
  const model = createModel({ layers: shape, loss: 'mse' });
  const flat = Float64Array.from(X.flat());
  const flatTargets = Float64Array.from(targets_real.flat());
  const expected = model.lossAndGradient(start, X, targets_real);

  test('may be flat, typed or plain, or rows', () => {
    for (const inputs of [flat, X.flat(), X.map((row) => Float64Array.from(row))])
      for (const targets of [flatTargets, targets_real.flat(), targets_real])
        expect(model.lossAndGradient(Float64Array.from(start), inputs, targets)).toEqual(expected);
  });

  test('stays as it is', () => {
    const parameters = Float64Array.from(start);
    const [inputs, targets] = [flat.slice(), flatTargets.slice()];
    model.lossAndGradient(parameters, inputs, targets);
    expect([parameters, inputs, targets]).toEqual([Float64Array.from(start), flat, flatTargets]);
  });

  test('may have another number of rows in each call', () => {
    const half = model.loss(start, X.slice(0, 30), targets_real.slice(0, 30));
    const rest = model.loss(start, X.slice(30), targets_real.slice(30));
    const one = model.loss(start, X[0] ?? [], targets_real[0] ?? []);
    expect((half + rest) / 2).toBeCloseTo(expected.loss, 14);
    expect(one).not.toBe(half);
    expect(model.loss(start, X, targets_real)).toBe(expected.loss);
  });

  test('a gradient that is passed is overwritten and returned', () => {
    const gradient = new Float64Array(model.size).fill(Number.NaN);
    const result = model.lossAndGradient(start, flat, flatTargets, gradient);
    expect(result.gradient).toBe(gradient);
    expect(result).toEqual(expected);
    expect(model.lossAndGradient(start, flat, flatTargets).gradient).not.toBe(gradient);
  });
});

test('has a tensor of weights and one of biases for each layer', () => {
  const model = createModel({ layers: [4, 8, 5, 3], loss: 'mse' });
  expect(model.tensors).toEqual([32, 8, 40, 5, 15, 3]);
  expect(model.size).toBe(103);
  expect(model.initialParameters.length).toBe(103);
});

test('starts where a run with the same seed starts, in an array of its own each time', () => {
  const model = createModel({ layers: [2, 6, 2], activation: 'tanh', loss: 'cross_entropy', seed: 7 });
  expect(model.initialParameters).toEqual(modelTask(spirals.load(''), [6], 32, 7).start);
  expect(model.initialize(createRandom(7))).toEqual(model.initialParameters);
  model.initialParameters.fill(0);
  expect(model.initialParameters.some((value) => value !== 0)).toBe(true);
});

test('predicts the outputs of every row, before softmax', () => {
  // Hidden: relu(x1 - x2), relu(x2 - x1); outputs: their sum |x1 - x2| + 1, and their difference.
  const parameters = [1, -1, -1, 1, 0, 0, 1, 1, 1, -1, 1, 0];
  for (const loss of losses) {
    const model = createModel({ layers: [2, 2, 2], activation: 'relu', loss });
    expect(model.predict(parameters, [5, 2, 1, 1, 0, 4])).toEqual(Float64Array.of(4, 3, 1, 0, 5, -4));
    expect(model.predict(parameters, [[5, 2]])).toEqual(Float64Array.of(4, 3));
  }
});

test('aliases are the losses that they name', () => {
  const lossOf = (loss: ModelOptions['loss']) =>
    createModel({ layers: shape, loss }).loss(start, X, targets_binary);
  expect(lossOf('bce')).toBe(lossOf('bce_with_logits'));
  expect(lossOf('binary_cross_entropy')).toBe(lossOf('bce_with_logits'));
  expect(lossOf('mse')).not.toBe(lossOf('bce'));
});
