/** The loss's derivative by the outputs -> its derivative by all parameters, for a chunk of rows. */
import { differentiate } from './activations/index';
import { Layer, layerOf, Network } from './network';
import { multiplyByTransposed, transpose } from './products/backward';
import { multiply } from './products/forward';
import { addRows, multiplyOneByOne, multiplyTransposed } from './products/gradient';
import { addNumbers, addWeighted, spreadBack } from './products/singleOutput';

/** From so many rows on, it pays to transpose W first. */
const manyRows = 8;

/** Makes ready for batches of that many rows. */
export function prepareBackward(network: Network, at: usize, rows: i32): void {
  if (rows < manyRows) return;
  for (let depth = network.depth - 1; depth > 0; depth--) {
    const layer = layerOf(network, depth);
    if (layer.isSingle) continue;
    transpose(layer.weights + at, layer.paddedInputs, layer.paddedOutputs, layer.transposed);
  }
}

/**
 * Expects the derivative by the outputs in place of the last layer's values.
 * @param at As for `forward`.
 * @param isFirst Whether the gradient is that of this chunk, or has this chunk's added.
 * @param batchRows Of all chunks together.
 */
export function backward(
  network: Network,
  at: usize,
  inputs: usize,
  inputStride: usize,
  rows: i32,
  isFirst: bool,
  batchRows: i32,
): void {
  let layer = layerOf(network, network.depth - 1);
  let deltas = layer.values;
  for (let depth = network.depth - 1; depth > 0; depth--) {
    const below = layerOf(network, depth - 1);
    addGradient(layer, below.values, below.stride, deltas, rows, isFirst);
    passDown(layer, at, deltas, rows, below, batchRows);
    differentiate(network.activation, below.deltas, <usize>rows * below.stride, below.values, below.slopes);
    layer = below;
    deltas = below.deltas;
  }
  addGradient(layer, inputs, inputStride, deltas, rows, isFirst);
}

function addGradient(
  layer: Layer,
  inputs: usize,
  inputStride: usize,
  deltas: usize,
  rows: i32,
  isFirst: bool,
): void {
  const gradient = layer.weightGradient;
  const inner = layer.paddedInputs;
  if (layer.isSingle) {
    addWeighted(inputs, inputStride, deltas, rows, gradient, inner, isFirst);
    addNumbers(deltas, rows, layer.biasGradient, isFirst);
  } else {
    const columns = layer.paddedOutputs;
    if (rows == 1 && isFirst) multiplyOneByOne(inputs, deltas, gradient, inner, columns);
    else multiplyTransposed(inputs, inputStride, deltas, layer.stride, rows, gradient, inner, columns, isFirst);
    addRows(deltas, layer.stride, rows, layer.biasGradient, columns, isFirst);
  }
}

function passDown(layer: Layer, at: usize, deltas: usize, rows: i32, below: Layer, batchRows: i32): void {
  const weights = layer.weights + at;
  const inner = layer.paddedInputs;
  const columns = layer.paddedOutputs;
  const to = below.deltas;
  if (layer.isSingle) spreadBack(deltas, rows, weights, inner, to, below.stride);
  else if (batchRows < manyRows) {
    multiplyByTransposed(deltas, layer.stride, rows, weights, inner, columns, to, below.stride);
  } else {
    multiply(deltas, layer.stride, rows, layer.outputs, layer.transposed, columns, 0, to, below.stride, inner);
  }
}
