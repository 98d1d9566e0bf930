/** Inputs -> outputs of the last layer, for a chunk of rows. */
import { activate, Activation } from './activations/index';
import { floats } from './lanes';
import { layerOf, Network } from './network';
import { multiply } from './products/forward';
import { weigh } from './products/singleOutput';

/**
 * Computes rows `begin` … `end` - 1 of those that the layers have room for.
 * @param at Bytes from the parameters to those that take their place.
 * @param inputs Where row 0 is.
 */
export function forward(
  network: Network,
  at: usize,
  inputs: usize,
  inputStride: usize,
  begin: i32,
  end: i32,
): void {
  const last = network.depth - 1;
  const rows = end - begin;
  inputs += <usize>begin * inputStride;
  for (let depth = 0; depth <= last; depth++) {
    const layer = layerOf(network, depth);
    const weights = layer.weights + at;
    const biases = layer.biases + at;
    const stride = layer.stride;
    const first = <usize>begin * stride;
    const values = layer.values + first;
    if (layer.isSingle) weigh(inputs, inputStride, rows, layer.inputs, weights, biases, values);
    else {
      const columns = layer.paddedOutputs;
      multiply(inputs, inputStride, rows, layer.inputs, weights, layer.paddedInputs, biases, values, stride, columns);
    }
    if (depth < last) {
      activate(network.activation, values, <usize>rows * stride, layer.slopes + first);
      // σ(0) isn't 0, which padding is to be.
      if (network.activation == Activation.Sigmoid) clearPadding(values, stride, rows, layer.outputs);
    }
    inputs = values;
    inputStride = stride;
  }
}

function clearPadding(values: usize, stride: usize, rows: i32, columns: i32): void {
  for (; rows > 0; rows--, values += stride) {
    for (let at = floats(columns); at < stride; at += 4) store<f32>(values + at, 0);
  }
}
