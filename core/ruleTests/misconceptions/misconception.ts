import type { HyperparameterValues, Rule } from '../../rule/syntax/rule.ts';

/** A rule that is wrong in a known way. */
export interface Mutant {
  readonly rule: Rule;
  /** What is wrong in it, and what is right, in sentences. */
  readonly message: string;
}

/**
 * What people get wrong, as the mutants that it makes of a right rule; none where the rule has no place for it. A mutant is made
 * from the tree of the reference where that is written in the forms of `patterns.ts`.
 */
export interface Misconception {
  readonly id: string;
  /**
   * @param reference Its options are decided.
   * @param values Of its hyperparameters, for the numbers in messages.
   */
  readonly mutants: (reference: Rule, values: HyperparameterValues) => readonly Mutant[];
}
