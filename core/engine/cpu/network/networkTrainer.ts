/** What trains a network, and what it needs to know. */
import type { Batches } from '../../../problems/data/batches.ts';
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { LossName } from '../../../problems/models/losses/index.ts';
import type { Examples } from '../../../problems/models/mlp.ts';
import type { Score } from '../../../problems/objective.ts';
import type { ResolvedRule } from '../../../rule/rule.ts';
import type { HyperparametersAt } from '../hyperparameters.ts';
import type { Kernels } from './kernelBytes.ts';

export interface NetworkTrainerOptions {
  readonly kernels: Kernels;
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  /** Between the layers; default 'tanh'. */
  readonly activation?: ActivationName;
  /** Default 'cross_entropy'. */
  readonly loss?: LossName;
  readonly rule: ResolvedRule;
  readonly hyperparametersAt: HyperparametersAt;
  readonly training: Examples;
  /** Held out, for `evaluate`. */
  readonly validation?: Examples;
  /** Mini-batches of `training`. */
  readonly batches: Pick<Batches, 'next'>;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
  /** W1 (inputs × outputs, row by row), b1, W2, b2 …. */
  readonly start: ArrayLike<number>;
  /**
   * For how many steps hyperparameters may be asked for before the losses of these steps are known. Default: 1,024;
   * 1 where a schedule decides by losses.
   */
  readonly stepsAhead?: number;
}

export interface NetworkTrainer {
  /** How it computes, for people: `WebAssembly (relaxed SIMD), float32`. */
  readonly description: string;
  readonly stepsDone: number;
  /** Loss after `stepsDone` steps, on the mini-batch that the next step uses. */
  readonly loss: number;
  /** How many steps `run` takes at most. */
  readonly stepsPerRun: number;
  /**
   * Takes steps and returns how many: fewer than `steps` if `stepsPerRun` is less, or if the loss after one isn't at most
   * `limit`, as NaN never is; after such a step it takes no more. Default of `limit`: infinity.
   */
  run(steps: number, limit?: number): number;
  /** The loss after each step of the last `run`; valid until the next. */
  readonly losses: Float64Array;
  /** In the order of `start`. */
  parameters(): Float64Array;
  /** The one that the next step begins with, in the order of `start`. A rule that looks ahead takes another. */
  gradient(): Float64Array;
  /**
   * Mean loss over all rows, and accuracy where the loss knows right answers.
   * @throws {RangeError} if there are no such examples.
   */
  evaluate(examples: 'training' | 'validation'): Score;
  /** Parameters in panels with padding, as kernels keep them. */
  readonly packedParameters: Float32Array;
}
