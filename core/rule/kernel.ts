/** What every compiled rule can do, whichever target it is compiled to. */
import type { HyperparameterValues } from './rule.ts';

/** One tensor for each state name of the rule, in the rule's order. */
export type State = readonly Float64Array[];

export interface Kernel {
  /** State before the first step for `size` parameters: zeros. */
  createState(size: number): State;

  /**
   * Writes the point where the rule wants its gradient into `at` (length: number of parameters).
   * Absent where the rule takes the gradient at the parameters themselves.
   * @param step 1 for the first step.
   */
  readonly lookAhead?: (
    parameters: Float64Array,
    state: State,
    hyperparameters: HyperparameterValues,
    step: number,
    at: Float64Array,
  ) => void;

  /**
   * Applies one step to `parameters` and `state`, in place.
   * @param gradient At the parameters, or at the point that `lookAhead` gave; same length as `parameters`.
   * @param step 1 for the first step.
   */
  update(
    parameters: Float64Array,
    gradient: Float64Array,
    state: State,
    hyperparameters: HyperparameterValues,
    step: number,
  ): void;
}
