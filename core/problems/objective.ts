/** What an optimizer minimizes, as a stepper sees it: parameters in, loss and gradient out. */
import type { StepsPerEpoch } from '../epochs.ts';

/** Loss and share of right answers over many examples. */
export interface Score {
  readonly loss: number;
  /** Between 0 and 1; absent where answers aren't right or wrong, as in regression. */
  readonly accuracy?: number;
}

export interface Objective {
  /** Parameters before the first step. */
  readonly start: Float64Array;
  /** Lengths of the tensors that the parameters consist of, in their order; absent where they are one. */
  readonly tensors?: readonly number[];
  /** Steps in one pass over the data; 1 where there is no data. */
  readonly stepsPerEpoch: StepsPerEpoch;
  /** Moves on to the data of the next step: the next mini-batch. */
  next(): void;
  /** Loss on the current mini-batch. */
  loss(parameters: Float64Array): number;
  /** Loss on the current mini-batch; its gradient is written into `gradient`. */
  lossAndGradient(parameters: Float64Array, gradient: Float64Array): number;
  /** The Hessian of the loss on the current mini-batch times `direction`, exactly; absent where nobody has derived it. */
  readonly hessianProduct?: (
    parameters: Float64Array,
    direction: Float64Array,
    product: Float64Array,
  ) => void;
  /** Over the held-out rows or, where there are none, the whole training set; absent where there is no data. */
  readonly evaluate?: (parameters: Float64Array) => Score;
}
