/**
 * How kernels keep parameters: layer after layer W and then b, each filled up to a multiple of 4 numbers with zeros.
 *
 * W lies in panels of 8 columns; the last is 4 wide where that is enough. A panel is one row after the other, and there is
 * a multiple of 4 of them. The single column of a last layer with one output is a panel of width 1.
 */
import { findLoss, type LossName } from '../../../problems/models/losses/index.ts';

export interface LayerLayout {
  readonly inputs: number;
  readonly paddedInputs: number;
  readonly outputs: number;
  readonly paddedOutputs: number;
  readonly isSingle: boolean;
  /** Where W and b begin, counted in numbers from the first. */
  readonly weights: number;
  readonly biases: number;
}

export interface Layout {
  readonly layers: readonly LayerLayout[];
  /** How many numbers there are, with and without padding. */
  readonly packedSize: number;
  readonly plainSize: number;
  /** Lengths of W1, b1, W2, b2 … without padding. */
  readonly tensors: readonly number[];
}

/**
 * @param widths Inputs, hidden layers …, outputs.
 * @param loss One that compares classes reads outputs in rows with padding, even a single one.
 */
export function layOutNetwork(widths: readonly number[], loss: LossName): Layout {
  const allowsSingle = findLoss(loss).target !== 'class';
  const layers: LayerLayout[] = [];
  let packedSize = 0;
  for (const [depth, outputs] of widths.slice(1).entries()) {
    const inputs = widths[depth] ?? 0;
    const isSingle = allowsSingle && outputs === 1 && depth === widths.length - 2;
    const [paddedInputs, paddedOutputs] = [padded(inputs), isSingle ? 1 : padded(outputs)];
    const weights = packedSize;
    const biases = weights + paddedInputs * paddedOutputs;
    layers.push({ inputs, paddedInputs, outputs, paddedOutputs, isSingle, weights, biases });
    packedSize = biases + padded(outputs);
  }
  const tensors = layers.flatMap(({ inputs, outputs }) => [inputs * outputs, outputs]);
  return {
    layers,
    packedSize,
    plainSize: tensors.reduce((sum, length) => sum + length, 0),
    tensors,
  };
}

export function padded(count: number): number {
  return Math.ceil(count / 4) * 4;
}

type Numbers = Float32Array | Float64Array;

/** Packed numbers -> W1 (inputs × outputs, row by row), b1, W2, b2 …. */
export function unpack(layout: Layout, packed: ArrayLike<number>, plain: Numbers): void {
  eachPlace(layout, (index, place) => {
    plain[index] = packed[place] ?? 0;
  });
}

/** Plain numbers -> packed ones; padding stays as it is. */
export function pack(layout: Layout, plain: ArrayLike<number>, packed: Numbers): void {
  eachPlace(layout, (index, place) => {
    packed[place] = plain[index] ?? 0;
  });
}

/** Calls `visit` for each parameter in plain order, with the place of the packed one. */
function eachPlace({ layers }: Layout, visit: (index: number, place: number) => void): void {
  let index = 0;
  for (const layer of layers) {
    for (let row = 0; row < layer.inputs; row++) {
      for (let column = 0; column < layer.outputs; column++) visit(index++, placeOf(layer, row, column));
    }
    for (let column = 0; column < layer.outputs; column++) visit(index++, layer.biases + column);
  }
}

function placeOf(layer: LayerLayout, row: number, column: number): number {
  const { weights, paddedInputs, paddedOutputs, isSingle } = layer;
  if (isSingle) return weights + row;
  const panel = column - (column % 8);
  const width = panel + 8 <= paddedOutputs ? 8 : 4;
  return weights + panel * paddedInputs + row * width + (column - panel);
}
