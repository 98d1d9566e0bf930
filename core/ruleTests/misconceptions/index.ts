/** The table of misconceptions, the simpler ones first: of several that a rule behaves as, the first is named. */
import type { HyperparameterValues, Rule } from '../../rule/syntax/rule.ts';
import { corrections } from './corrections.ts';
import { decay } from './decay.ts';
import { lookAhead } from './lookAhead.ts';
import { means } from './means.ts';
import type { Misconception, Mutant } from './misconception.ts';
import { order } from './order.ts';
import { plainSteps } from './plainSteps.ts';
import { steps } from './steps.ts';
import { sums } from './sums.ts';

const misconceptions: readonly Misconception[] = [
  ...steps,
  ...plainSteps,
  ...corrections,
  ...sums,
  ...lookAhead,
  ...means,
  ...decay,
  ...order,
];

export interface KnownMutant extends Mutant {
  /** Of the misconception. */
  readonly id: string;
}

/**
 * Every mutant of a rule.
 * @param reference Its options are decided.
 * @param values Of its hyperparameters.
 */
export function mutantsOf(reference: Rule, values: HyperparameterValues): readonly KnownMutant[] {
  return misconceptions.flatMap(({ id, mutants }) =>
    mutants(reference, values).map((mutant) => ({ id, ...mutant })),
  );
}
