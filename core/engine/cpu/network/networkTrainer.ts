/** What trains a network, and what it needs to know. */
import type { Batches } from '../../../problems/data/batches.ts';
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { LossName } from '../../../problems/models/losses/index.ts';
import type { Examples } from '../../../problems/models/mlp.ts';
import type { Score } from '../../../problems/objective.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import type { Checkpoint } from '../../checkpoint.ts';
import type { HyperparametersAt } from '../../hyperparameters.ts';
import type { LayerRatesAt } from '../../runRates.ts';
import type { HelperInput } from './helpTrainer.ts';
import type { Kernels } from './kernelBytes.ts';
import type { TrainerMemories } from './trainerMemory.ts';

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
  /** In place of lr. Default: all layers have it. */
  readonly layerRatesAt?: LayerRatesAt;
  readonly training: Examples;
  /** Held out, for `evaluate`. */
  readonly validation?: Examples;
  /** Mini-batches of `training`, from the first step on that is to be taken. */
  readonly batches: Pick<Batches, 'next'>;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
  /** W1 (inputs × outputs, row by row), b1, W2, b2 …. */
  readonly start: ArrayLike<number>;
  /** Where the training goes on, in place of `start`. Default: it begins. */
  readonly from?: Checkpoint;
  /**
   * For how many steps hyperparameters may be asked for before the losses of these steps are known. Default: 1,024;
   * 1 where a schedule decides by losses.
   */
  readonly stepsAhead?: number;
  /** Other threads that may help; results are the same with any number of them. Default: none. */
  readonly threads?: Threads;
  /** Of this thread, where it is to share its memory with others on the same examples. Default: it has one of its own. */
  readonly memories?: TrainerMemories;
}

export interface Threads {
  /** How many compute at the same time at most, the trainer's own included: see `usefulThreads`. */
  readonly count: number;
  /**
   * Starts a thread that calls `helpTrainer(input)`; called `count` - 1 times. A helper takes part from the first `run` on
   * that begins when it is there. If its thread ends by itself, `reportLostHelper(input)` is to be called.
   */
  start(input: HelperInput): void;
}

export interface NetworkTrainer {
  /** How it computes, for people: `WebAssembly (relaxed SIMD), float32`. */
  readonly description: string;
  /** How many threads the next `run` computes with: its own and the helpers that are there. */
  readonly threads: number;
  readonly stepsDone: number;
  /** Loss after `stepsDone` steps, on the mini-batch that the next step uses. */
  readonly loss: number;
  /** How many steps `run` takes at most. */
  readonly stepsPerRun: number;
  /**
   * Takes steps and returns how many: fewer than `steps` if `stepsPerRun` is less, or if the loss after one isn't at most
   * `limit`, as NaN never is; after such a step it takes no more. Default of `limit`: infinity.
   * @throws {Error} if a helper is lost; then the training can only be done again from its start.
   */
  run(steps: number, limit?: number): number;
  /** Begins another run, from the first step on: `hyperparametersAt` and `layerRatesAt` are asked anew. */
  restart(options: Pick<NetworkTrainerOptions, 'start' | 'batches'>): void;
  /** The loss after each step of the last `run`; valid until the next. */
  readonly losses: Float64Array;
  /** In the order of `start`. */
  parameters(): Float64Array;
  /** Where the training stands, for another trainer to go on; not after a loss that isn't at most the limit of its run. */
  checkpoint(): Checkpoint;
  /** The one that the next step begins with, in the order of `start`. A rule that looks ahead takes another. */
  gradient(): Float64Array;
  /**
   * Mean loss over all rows, and accuracy where the loss knows right answers.
   * @throws {RangeError} if there are no such examples.
   * @throws {Error} as `run`.
   */
  evaluate(examples: 'training' | 'validation'): Score;
  /** Parameters in panels with padding, as kernels keep them. */
  readonly packedParameters: Float32Array;
  /** Helpers return; what was computed can still be read where the memory is its own. */
  dispose(): void;
}
