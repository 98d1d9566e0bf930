/** Writes what the kernels need to know of a network: see the classes in kernels/network.ts, field by field. */
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { LossName } from '../../../problems/models/losses/index.ts';
import { type LayerLayout, type Layout, padded } from './layout.ts';
import type { Arena } from './memory.ts';

/** As in kernels/activations/index.ts. */
const activations: Readonly<Record<ActivationName, number>> = {
  identity: 0,
  linear: 0,
  tanh: 1,
  relu: 2,
  sigmoid: 3,
  gelu: 4,
  gelu_tanh: 5,
};
const withSlopes: readonly ActivationName[] = ['gelu', 'gelu_tanh'];

/** As in kernels/losses/index.ts. */
const losses: Readonly<Record<LossName, number>> = {
  mse: 0,
  cross_entropy: 1,
  bce_with_logits: 2,
  bce: 2,
  binary_cross_entropy: 2,
};

/** A record of 32-bit fields and where it goes. */
export interface Record32 {
  readonly address: number;
  readonly fields: readonly number[];
}

export function writeRecord({ address, fields }: Record32, buffer: ArrayBufferLike): void {
  new Uint32Array(buffer, address, fields.length).set(fields);
}

/** Where a network's buffers lie, in bytes. */
export interface NetworkPlaces {
  readonly parameters: number;
  readonly gradient: number;
  readonly gatheredInputs: number;
  readonly gatheredTargets: number;
  readonly lossSums: number;
}

export interface NetworkOptions {
  readonly activation: ActivationName;
  readonly loss: LossName;
  /** Rows that are computed together, a multiple of `rowsOfShares`. */
  readonly chunk: number;
  /** For how many chunks there has to be room. */
  readonly threads: number;
  /** Whether it may pay to divide a chunk between threads. */
  readonly isLarge: boolean;
}

/** The address of the network's record comes first. */
export function describeNetwork(
  { layers }: Layout,
  { activation, loss, chunk, threads, isLarge }: NetworkOptions,
  { parameters, gradient, gatheredInputs, gatheredTargets, lossSums }: NetworkPlaces,
  arena: Arena,
): { address: number; records: readonly Record32[] } {
  const layerFields = layers.map((layer, depth) => {
    const { inputs, paddedInputs, outputs, paddedOutputs, isSingle, weights, biases } = layer;
    const size = threads * chunk * strideOf(layer);
    const isHidden = depth < layers.length - 1;
    const transposed = depth > 0 && !isSingle ? arena.words(paddedInputs * paddedOutputs) : 0;
    const values = arena.words(size);
    return [
      ...[inputs, paddedInputs, outputs, paddedOutputs, Number(isSingle)],
      ...[parameters + 4 * weights, parameters + 4 * biases],
      ...[gradient + 4 * weights, gradient + 4 * biases],
      ...[transposed, values],
      isHidden && withSlopes.includes(activation) ? arena.words(size) : 0,
      isHidden ? arena.words(size) : values,
      4 * strideOf(layer),
    ];
  });
  const fields = layerFields.flat();
  const first = { address: arena.words(fields.length), fields };
  const network = [
    ...[layers.length, first.address, activations[activation], losses[loss]],
    ...[chunk, Number(isLarge)],
    ...[gatheredInputs, gatheredTargets, lossSums],
  ];
  const address = arena.words(network.length);
  return { address, records: [first, { address, fields: network }] };
}

/** Numbers from a row of a layer's values to the next. */
function strideOf({ outputs, isSingle }: LayerLayout): number {
  return isSingle ? 1 : rowStride(outputs);
}

/** Rows that lie multiples of 256 bytes apart would compete for the same few places of the processor's cache. */
export function rowStride(count: number): number {
  const stride = padded(count);
  return stride % 64 === 0 ? stride + 4 : stride;
}
