/**
 * Loss and gradient of a small network as one function with a line for each weight, in float64: the operations of
 * `createMlp` in their order, so that every bit is the same.
 */
import type { Activation } from './activations/activation.ts';
import { findActivation } from './activations/index.ts';
import { findLoss } from './losses/index.ts';
import type { Loss } from './losses/loss.ts';
import { createMlp, type Examples, type MlpOptions } from './mlp.ts';

/** More of them make a function that is too long to be compiled well. */
const mostParameters = 1000;

export type LossAndGradient = (
  parameters: Float64Array,
  data: Examples,
  rows: Int32Array,
  gradient: Float64Array,
) => number;

/** @param widths Inputs, hidden layers …, outputs. */
export function lossAndGradientOf(widths: readonly number[], options: MlpOptions = {}): LossAndGradient {
  const { size, lossAndGradient } = createMlp(widths, options);
  if (size > mostParameters) return lossAndGradient;
  const activation = findActivation(options.activation ?? 'tanh');
  const loss = findLoss(options.loss ?? 'cross_entropy');
  const outputs = widths.at(-1) ?? 0;
  const ofRows = new Function('activation', 'loss', 'outputs', 'deltas', source(widths)) as (
    activation: Activation,
    loss: Loss,
    outputs: Float64Array,
    deltas: Float64Array,
  ) => RowFunction;
  const run = ofRows(activation, loss, new Float64Array(outputs), new Float64Array(outputs));
  const targetOf =
    loss.target === 'class' ? ({ labels }: Examples) => labels : ({ targets }: Examples) => targets;
  return (parameters, data, rows, gradient) =>
    run(parameters, data.inputs, targetOf(data) ?? [], rows, gradient);
}

type RowFunction = (
  p: Float64Array,
  inputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  rows: Int32Array,
  g: Float64Array,
) => number;

interface LayerPlace {
  /** Counted from 0. */
  readonly depth: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Where W and b begin. */
  readonly weights: number;
  readonly biases: number;
}

function layersOf(widths: readonly number[]): LayerPlace[] {
  let weights = 0;
  return widths.slice(1).map((outputs, depth) => {
    const inputs = widths[depth] ?? 0;
    const layer = { depth, inputs, outputs, weights, biases: weights + inputs * outputs };
    weights = layer.biases + outputs;
    return layer;
  });
}

/** Of layer 2: `v2_i` is what it reads, `s2_j` what it sums up, `d2_j` the loss's derivative by that. */
function source(widths: readonly number[]): string {
  const layers = layersOf(widths);
  const [inputs = 0] = widths;
  const outputs = widths.at(-1) ?? 0;
  const last = layers.length - 1;
  return [
    "'use strict';",
    'return (p, inputs, targets, rows, g) => {',
    'g.fill(0);',
    'const share = 1 / rows.length;',
    'let total = 0;',
    'for (let n = 0; n < rows.length; n++) {',
    `const at = rows[n] * ${inputs};`,
    ...numbers(inputs).map((i) => `const v0_${i} = inputs[at + ${i}];`),
    ...layers.flatMap((layer) => forwardLines(layer, layer.depth === last)),
    ...numbers(outputs).map((j) => `outputs[${j}] = s${last}_${j};`),
    `const begin = rows[n] * (loss.target === 'class' ? 1 : ${outputs});`,
    'total += loss.value(outputs, targets, begin);',
    'loss.differentiate(outputs, targets, begin, share, deltas);',
    ...numbers(outputs).map((j) => `const d${last}_${j} = deltas[${j}];`),
    ...layers.toReversed().flatMap(backwardLines),
    '}',
    'return total / rows.length;',
    '};',
  ].join('\n');
}

function forwardLines({ depth, inputs, outputs, weights, biases }: LayerPlace, isLast: boolean): string[] {
  return numbers(outputs).flatMap((j) => {
    const products = numbers(inputs).map((i) => ` + v${depth}_${i} * p[${weights + i * outputs + j}]`);
    const sum = `const s${depth}_${j} = p[${biases + j}]${products.join('')};`;
    return isLast ? [sum] : [sum, `const v${depth + 1}_${j} = activation.value(s${depth}_${j});`];
  });
}

function backwardLines({ depth, inputs, outputs, weights, biases }: LayerPlace): string[] {
  const ofWeights = numbers(inputs).flatMap((i) =>
    numbers(outputs).map((j) => `g[${weights + i * outputs + j}] += v${depth}_${i} * d${depth}_${j};`),
  );
  const ofBiases = numbers(outputs).map((j) => `g[${biases + j}] += d${depth}_${j};`);
  if (depth === 0) return [...ofWeights, ...ofBiases];
  const below = numbers(inputs).map((i) => {
    const products = numbers(outputs).map((j) => ` + p[${weights + i * outputs + j}] * d${depth}_${j}`);
    const slope = `activation.derivative(s${depth - 1}_${i}, v${depth}_${i})`;
    return `const d${depth - 1}_${i} = (0${products.join('')}) * ${slope};`;
  });
  return [...ofWeights, ...ofBiases, ...below];
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
