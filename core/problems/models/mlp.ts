/**
 * A fully connected classifier with tanh between its layers and softmax cross-entropy as its loss, in float64.
 * Without hidden layers it is (multinomial) logistic regression.
 *
 * Parameters are one vector, layer after layer: the weights W (inputs × outputs, row by row), then the biases b.
 */
import type { Random } from '../../random.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Score } from '../objective.ts';

export interface Model {
  /** Number of parameters. */
  readonly size: number;
  /** Weights uniform within ±sqrt(6 / (inputs + outputs)), biases 0 (Glorot & Bengio 2010). */
  initialize(random: Random): Float64Array;
  /** Mean loss over `rows` of `data`. */
  loss(parameters: Float64Array, data: Dataset, rows: Int32Array): number;
  /** Mean loss over `rows`; its gradient overwrites `gradient`. */
  lossAndGradient(parameters: Float64Array, data: Dataset, rows: Int32Array, gradient: Float64Array): number;
  /** Mean loss and accuracy over all rows. */
  evaluate(parameters: Float64Array, data: Dataset): Score;
}

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Where its weights and biases begin in the parameter vector. */
  readonly weights: number;
  readonly biases: number;
  /** Activations of one example, and the loss's derivative by what entered the activation. */
  readonly values: Float64Array;
  readonly deltas: Float64Array;
}

/** @param widths Inputs, hidden layers …, classes. */
export function createMlp(widths: readonly number[]): Model {
  const layers = layOut(widths);
  const last = layers[layers.length - 1];
  if (!last) throw new RangeError(`widths = [${widths}] — expected at least inputs and classes`);
  const logits = last.values;
  const size = last.biases + last.outputs;
  const input = new Float64Array(widths[0] ?? 0);

  function forward(parameters: Float64Array, data: Dataset, row: number): void {
    input.set(data.inputs.subarray(row * data.features, (row + 1) * data.features));
    let from: Float64Array = input;
    for (const layer of layers) {
      affine(layer, parameters, from);
      if (layer !== last)
        for (let j = 0; j < layer.outputs; j++) layer.values[j] = Math.tanh(layer.values[j] ?? 0);
      from = layer.values;
    }
  }

  /** Expects `last.deltas` to hold the derivative by the logits. */
  function backward(parameters: Float64Array, gradient: Float64Array): void {
    for (let depth = layers.length - 1; depth >= 0; depth--) {
      const layer = layers[depth] as Layer;
      const below = layers[depth - 1];
      accumulate(layer, below ? below.values : input, gradient);
      if (below) propagate(layer, below, parameters);
    }
  }

  function totalLoss(parameters: Float64Array, data: Dataset, rows: Int32Array): number {
    let total = 0;
    for (const row of rows) {
      forward(parameters, data, row);
      total += crossEntropy(logits, data.labels[row] ?? 0);
    }
    return total;
  }

  return {
    size,
    initialize(random) {
      const parameters = new Float64Array(size);
      for (const { inputs, outputs, weights, biases } of layers) {
        const bound = Math.sqrt(6 / (inputs + outputs));
        for (let i = weights; i < biases; i++) parameters[i] = bound * (2 * random.uniform() - 1);
      }
      return parameters;
    },
    loss: (parameters, data, rows) => totalLoss(parameters, data, rows) / rows.length,
    lossAndGradient(parameters, data, rows, gradient) {
      gradient.fill(0);
      let total = 0;
      for (const row of rows) {
        forward(parameters, data, row);
        const label = data.labels[row] ?? 0;
        total += crossEntropy(logits, label);
        softmaxMinusTarget(logits, label, 1 / rows.length, last.deltas);
        backward(parameters, gradient);
      }
      return total / rows.length;
    },
    evaluate(parameters, data) {
      let total = 0;
      let right = 0;
      for (let row = 0; row < data.rows; row++) {
        forward(parameters, data, row);
        const label = data.labels[row] ?? 0;
        total += crossEntropy(logits, label);
        if (largest(logits) === label) right++;
      }
      return { loss: total / data.rows, accuracy: right / data.rows };
    },
  };
}

function layOut(widths: readonly number[]): Layer[] {
  let begin = 0;
  return widths.slice(1).map((outputs, depth) => {
    const inputs = widths[depth] ?? 0;
    const weights = begin;
    const biases = weights + inputs * outputs;
    begin = biases + outputs;
    return {
      inputs,
      outputs,
      weights,
      biases,
      values: new Float64Array(outputs),
      deltas: new Float64Array(outputs),
    };
  });
}

/** values = from · W + b */
function affine(
  { inputs, outputs, weights, biases, values }: Layer,
  p: Float64Array,
  from: Float64Array,
): void {
  for (let j = 0; j < outputs; j++) values[j] = p[biases + j] ?? 0;
  for (let i = 0; i < inputs; i++) {
    const value = from[i] ?? 0;
    const row = weights + i * outputs;
    for (let j = 0; j < outputs; j++) values[j] = (values[j] ?? 0) + value * (p[row + j] ?? 0);
  }
}

/** ∂W += fromᵀ · deltas, ∂b += deltas */
function accumulate(
  { inputs, outputs, weights, biases, deltas }: Layer,
  from: Float64Array,
  g: Float64Array,
): void {
  for (let i = 0; i < inputs; i++) {
    const value = from[i] ?? 0;
    const row = weights + i * outputs;
    for (let j = 0; j < outputs; j++) g[row + j] = (g[row + j] ?? 0) + value * (deltas[j] ?? 0);
  }
  for (let j = 0; j < outputs; j++) g[biases + j] = (g[biases + j] ?? 0) + (deltas[j] ?? 0);
}

/** below.deltas = (W · deltas) ⊙ (1 - tanh²) */
function propagate({ inputs, outputs, weights, deltas }: Layer, below: Layer, p: Float64Array): void {
  for (let i = 0; i < inputs; i++) {
    const row = weights + i * outputs;
    let sum = 0;
    for (let j = 0; j < outputs; j++) sum += (p[row + j] ?? 0) * (deltas[j] ?? 0);
    const value = below.values[i] ?? 0;
    below.deltas[i] = sum * (1 - value * value);
  }
}

/** -log softmax(logits)[label], shifted by the largest logit so that exp can't overflow. */
function crossEntropy(logits: Float64Array, label: number): number {
  const shift = logits[largest(logits)] ?? 0;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - shift);
  return Math.log(sum) - ((logits[label] ?? 0) - shift);
}

/** The derivative of cross-entropy by the logits, times `scale`: softmax - one-hot(label). */
function softmaxMinusTarget(logits: Float64Array, label: number, scale: number, deltas: Float64Array): void {
  const shift = logits[largest(logits)] ?? 0;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - shift);
  for (let j = 0; j < logits.length; j++)
    deltas[j] = scale * (Math.exp((logits[j] ?? 0) - shift) / sum - (j === label ? 1 : 0));
}

function largest(numbers: Float64Array): number {
  let best = 0;
  for (let j = 1; j < numbers.length; j++) if ((numbers[j] ?? 0) > (numbers[best] ?? 0)) best = j;
  return best;
}
