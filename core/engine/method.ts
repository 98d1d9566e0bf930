import type { ResolvedRule } from '../rule/syntax/rule.ts';
import type { HyperparametersAt } from './hyperparameters.ts';

/** The optimizer of a run, as engines take it. */
export interface Method {
  readonly rule: ResolvedRule;
  readonly hyperparametersAt: HyperparametersAt;
  /**
   * Takes the loss after each step, in order, before the hyperparameters of the next step are asked for. Absent where
   * these don't depend on losses.
   */
  readonly observe?: (stepsDone: number, loss: number) => void;
}
