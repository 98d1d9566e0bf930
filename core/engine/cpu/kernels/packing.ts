/**
 * Parameters between their two orders: packed, in panels with padding, as products read them; and plain, layer after layer
 * W row by row and then b, as rules read them that need each tensor by itself.
 */
import { floats } from './lanes';
import { Layer, layerOf, Network } from './network';

/** Plain parameters -> packed ones. @param at Bytes from the parameters to where the result goes. */
export function pack(network: Network, plain: usize, at: usize): void {
  for (let depth = 0; depth < network.depth; depth++) {
    const layer = layerOf(network, depth);
    for (let column = 0; column < layer.outputs; ) {
      const width = panelWidth(layer, column);
      const used = min(width, layer.outputs - column);
      const panel = layer.weights + at + floats(column * layer.paddedInputs);
      copyRows(plain + floats(column), floats(layer.outputs), panel, floats(width), layer.inputs, used);
      column += width;
    }
    plain += floats(layer.inputs * layer.outputs);
    copyNumbers(plain, layer.biases + at, layer.outputs);
    plain += floats(layer.outputs);
  }
}

/** The packed gradient -> a plain one. */
export function unpackGradient(network: Network, plain: usize): void {
  for (let depth = 0; depth < network.depth; depth++) {
    const layer = layerOf(network, depth);
    for (let column = 0; column < layer.outputs; ) {
      const width = panelWidth(layer, column);
      const used = min(width, layer.outputs - column);
      const panel = layer.weightGradient + floats(column * layer.paddedInputs);
      copyRows(panel, floats(width), plain + floats(column), floats(layer.outputs), layer.inputs, used);
      column += width;
    }
    plain += floats(layer.inputs * layer.outputs);
    copyNumbers(layer.biasGradient, plain, layer.outputs);
    plain += floats(layer.outputs);
  }
}

function panelWidth(layer: Layer, column: i32): i32 {
  if (layer.isSingle) return 1;
  return column + 8 <= layer.paddedOutputs ? 8 : 4;
}

function copyRows(from: usize, fromStride: usize, to: usize, toStride: usize, rows: i32, count: i32): void {
  for (; rows > 0; rows--) {
    copyNumbers(from, to, count);
    from += fromStride;
    to += toStride;
  }
}

function copyNumbers(from: usize, to: usize, count: i32): void {
  for (; count >= 4; count -= 4, from += 16, to += 16) v128.store(to, v128.load(from));
  for (; count > 0; count--, from += 4, to += 4) store<f32>(to, load<f32>(from));
}
