/** The loss's derivative by the outputs -> its derivative by all parameters, for a chunk of rows. */
import { differentiate } from './activations/index';
import { floats } from './lanes';
import { Layer, layerOf, Network } from './network';
import { multiplyByTransposed, transpose } from './products/backward';
import { multiply } from './products/forward';
import { addRows, multiplyTransposed } from './products/gradient';
import { addNumbers, addWeighted, spreadBack } from './products/singleOutput';
import { multiplyOneByOne } from './products/singleRow';
import { shareBegin, shareEnd } from './threads/share';
import { thread } from './threads/calls';

/** For this many rows or more it is faster to transpose W first. */
const manyRows = 8;

/** Makes this thread's share of all layers ready for batches of that many rows. */
export function prepareBackward(network: Network, at: usize, rows: i32): void {
  if (rows < manyRows) return;
  for (let depth = network.depth - 1; depth > 0; depth--) {
    const layer = layerOf(network, depth);
    if (layer.isSingle) continue;
    const columns = layer.paddedOutputs;
    const begin = shareBegin(columns, 8);
    const end = shareEnd(columns, 8);
    transpose(layer.weights + at, layer.paddedInputs, columns, begin, end, layer.transposed);
  }
}

/**
 * The derivative by what the layers give, for rows `begin` … `end` - 1 of those that there is room for.
 * @param at As for `forward`.
 * @param batchRows Of all chunks together.
 */
export function passBack(network: Network, at: usize, begin: i32, end: i32, batchRows: i32): void {
  const rows = end - begin;
  for (let depth = network.depth - 1; depth > 0; depth--) {
    const layer = layerOf(network, depth);
    const below = layerOf(network, depth - 1);
    const first = <usize>begin * below.stride;
    const deltas = below.deltas + first;
    passDown(layer, at, layer.deltas + <usize>begin * layer.stride, rows, deltas, below.stride, batchRows);
    const size = <usize>rows * below.stride;
    differentiate(network.activation, deltas, size, below.values + first, below.slopes + first);
  }
}

function passDown(
  layer: Layer,
  at: usize,
  deltas: usize,
  rows: i32,
  to: usize,
  toStride: usize,
  batchRows: i32,
): void {
  const weights = layer.weights + at;
  const inner = layer.paddedInputs;
  const columns = layer.paddedOutputs;
  if (layer.isSingle) spreadBack(deltas, rows, weights, inner, to, toStride);
  else if (batchRows < manyRows) {
    multiplyByTransposed(deltas, layer.stride, rows, weights, inner, columns, to, toStride);
  } else {
    multiply(deltas, layer.stride, rows, layer.outputs, layer.transposed, columns, 0, to, toStride, inner);
  }
}

/**
 * Adds what `rows` rows from row `begin` on contribute to this thread's share of the gradient.
 * @param isFirst Whether they are the first of the batch, which overwrite the gradient.
 */
export function addGradients(
  network: Network,
  inputs: usize,
  inputStride: usize,
  begin: i32,
  rows: i32,
  isFirst: bool,
): void {
  for (let depth = network.depth - 1; depth > 0; depth--) {
    const below = layerOf(network, depth - 1);
    const values = below.values + <usize>begin * below.stride;
    addGradient(layerOf(network, depth), values, below.stride, begin, rows, isFirst);
  }
  addGradient(layerOf(network, 0), inputs + <usize>begin * inputStride, inputStride, begin, rows, isFirst);
}

function addGradient(
  layer: Layer,
  inputs: usize,
  inputStride: usize,
  begin: i32,
  rows: i32,
  isFirst: bool,
): void {
  const stride = layer.stride;
  const deltas = layer.deltas + <usize>begin * stride;
  const gradient = layer.weightGradient;
  const inner = layer.paddedInputs;
  const columns = layer.paddedOutputs;
  const biases = layer.biasGradient;
  if (layer.isSingle) {
    // One thread does it: there is too little to share.
    if (thread > 0) return;
    addWeighted(inputs, inputStride, deltas, rows, gradient, inner, isFirst);
    addNumbers(deltas, rows, biases, isFirst);
    return;
  }
  if (isFirst && rows == 1) {
    if (thread == 0) multiplyOneByOne(inputs, deltas, gradient, biases, inner, columns);
    return;
  }
  let from = shareBegin(inner, 4);
  let to = shareEnd(inner, 4);
  multiplyTransposed(inputs, inputStride, deltas, stride, rows, gradient, inner, from, to, columns, isFirst);
  from = shareBegin(columns, 4);
  to = shareEnd(columns, 4);
  addRows(deltas + floats(from), stride, rows, biases + floats(from), to - from, isFirst);
}
