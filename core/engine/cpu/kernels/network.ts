/**
 * What the host writes into memory before a run: addresses and sizes, 32 bits each, in the order of these fields.
 * Addresses are bytes; strides are bytes from one row to the next. Rows of 4 floats and more begin at multiples of 16, and
 * what pads them is 0.
 */
import { Activation } from './activations/index';
import { Loss } from './losses/index';

@unmanaged
export class Layer {
  /** Numbers of a row that it reads and that it gives, without and with padding. */
  inputs: i32;
  paddedInputs: i32;
  outputs: i32;
  paddedOutputs: i32;
  /** Whether W is a single column: see products/singleOutput.ts. */
  isSingle: i32;
  weights: usize;
  biases: usize;
  weightGradient: usize;
  biasGradient: usize;
  /** Room for Wᵀ. */
  transposed: usize;
  /**
   * For a round of rows: what it gives; its slopes, where the activation needs them; the loss's derivative by its sums,
   * which the last layer has in place of what it gives.
   */
  values: usize;
  slopes: usize;
  deltas: usize;
  stride: usize;
}

@unmanaged
export class Examples {
  rows: i32;
  inputs: usize;
  inputStride: usize;
  /** A class as i32, or floats. */
  targets: usize;
  targetStride: usize;
}

@unmanaged
export class Network {
  depth: i32;
  layers: usize;
  activation: Activation;
  loss: Loss;
  /** Rows that are computed together; in a round, each thread has as many. */
  chunk: i32;
  /** Whether it may pay to divide a chunk between threads. */
  isLarge: i32;
  /** Where a round's rows are gathered if they don't lie together. */
  gatheredInputs: usize;
  gatheredTargets: usize;
  /** For sums of losses, f64: see lossSums.ts. */
  lossSums: usize;
}

@inline
export function layerOf(network: Network, index: i32): Layer {
  return changetype<Layer>(network.layers + <usize>index * offsetof<Layer>());
}
