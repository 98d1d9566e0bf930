/**
 * How what a network computes changes along a direction in its parameters: the R{} operator of Pearlmutter 1994, "Fast Exact
 * Multiplication by the Hessian". R{} of a sum, a product and a function follow the rules of derivatives.
 */
import type { Activation } from './activations/activation.ts';
import type { Layer } from './layers.ts';

export interface Tangents {
  /** R{outputs}, after `forward`. */
  readonly outputs: Float64Array;
  /** R{the loss's derivative by the outputs}, expected by `backward`. */
  readonly deltas: Float64Array;
  /** Expects the layers to have gone forward. */
  forward(parameters: ArrayLike<number>, direction: ArrayLike<number>): void;
  /** Adds R{gradient}, the Hessian times the direction. Expects the last layer's `deltas`; overwrites those below. */
  backward(parameters: ArrayLike<number>, direction: ArrayLike<number>, product: Float64Array): void;
}

/** Of a layer. R{what it reads} is that of the values below; null of an example, which stays as it is. */
interface Tangent {
  readonly layer: Layer;
  readonly below: Tangent | undefined;
  readonly sums: Float64Array;
  readonly values: Float64Array;
  readonly deltas: Float64Array;
}

export function createTangents(layers: readonly Layer[], activation: Activation): Tangents {
  const all: Tangent[] = [];
  for (const layer of layers) {
    const sums = new Float64Array(layer.outputs);
    const values = layer.values === layer.sums ? sums : new Float64Array(layer.outputs);
    all.push({ layer, below: all.at(-1), sums, values, deltas: new Float64Array(layer.outputs) });
  }
  const last = all.at(-1);
  if (!last) throw new RangeError('layers = none — expected at least one');

  return {
    outputs: last.sums,
    deltas: last.deltas,
    forward(parameters, direction) {
      for (const tangent of all) {
        affineTangent(tangent, parameters, direction);
        const { layer, sums, values } = tangent;
        if (values === sums) continue;
        for (let j = 0; j < sums.length; j++)
          values[j] = activation.derivative(layer.sums[j] ?? 0, layer.values[j] ?? 0) * (sums[j] ?? 0);
      }
    },
    backward(parameters, direction, product) {
      for (let tangent: Tangent | undefined = last; tangent; tangent = tangent.below) {
        accumulateTangent(tangent, product);
        if (tangent.below) propagateTangent(tangent, tangent.below, parameters, direction, activation);
      }
    },
  };
}

/** R{sums} = R{from} · W + from · V + c, along the weights V and the biases c. */
function affineTangent(
  { layer, below, sums }: Tangent,
  p: ArrayLike<number>,
  direction: ArrayLike<number>,
): void {
  const { inputs, outputs, weights, biases, from } = layer;
  for (let j = 0; j < outputs; j++) sums[j] = direction[biases + j] ?? 0;
  for (let i = 0; i < inputs; i++) {
    const [value, change] = [from[i] ?? 0, below?.values[i] ?? 0];
    const row = weights + i * outputs;
    for (let j = 0; j < outputs; j++)
      sums[j] = (sums[j] ?? 0) + value * (direction[row + j] ?? 0) + change * (p[row + j] ?? 0);
  }
}

/** R{∂W} += R{from}ᵀ · deltas + fromᵀ · R{deltas}, R{∂b} += R{deltas} */
function accumulateTangent({ layer, below, deltas }: Tangent, product: Float64Array): void {
  const { inputs, outputs, weights, biases, from } = layer;
  for (let i = 0; i < inputs; i++) {
    const [value, change] = [from[i] ?? 0, below?.values[i] ?? 0];
    const row = weights + i * outputs;
    for (let j = 0; j < outputs; j++)
      product[row + j] = (product[row + j] ?? 0) + value * (deltas[j] ?? 0) + change * (layer.deltas[j] ?? 0);
  }
  for (let j = 0; j < outputs; j++) product[biases + j] = (product[biases + j] ?? 0) + (deltas[j] ?? 0);
}

/** With d = W · deltas: deltas below = d f′ and R{deltas below} = (V · deltas + W · R{deltas}) f′ + d f″ R{sums}. */
function propagateTangent(
  { layer, deltas }: Tangent,
  below: Tangent,
  p: ArrayLike<number>,
  direction: ArrayLike<number>,
  activation: Activation,
): void {
  const { inputs, outputs, weights } = layer;
  const { sums, values, deltas: deltasBelow } = below.layer;
  for (let i = 0; i < inputs; i++) {
    const row = weights + i * outputs;
    let [sum, change] = [0, 0];
    for (let j = 0; j < outputs; j++) {
      const weight = p[row + j] ?? 0;
      sum += weight * (layer.deltas[j] ?? 0);
      change += (direction[row + j] ?? 0) * (layer.deltas[j] ?? 0) + weight * (deltas[j] ?? 0);
    }
    const [input, output] = [sums[i] ?? 0, values[i] ?? 0];
    const slope = activation.derivative(input, output);
    deltasBelow[i] = sum * slope;
    below.deltas[i] =
      change * slope + sum * activation.secondDerivative(input, output) * (below.sums[i] ?? 0);
  }
}
