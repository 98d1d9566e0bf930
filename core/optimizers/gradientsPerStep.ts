import type { ChosenOptimizer } from './ownRule.ts';

/** Optimizers that look at the gradient at the parameters to decide where to take the one that they step by. */
const twoGradients: ReadonlySet<string> = new Set(['sam']);

/** How many gradients a step takes, which is nearly all of its work: two of SAM. */
export function gradientsPerStep({ optimizer, rule }: ChosenOptimizer): 1 | 2 {
  return rule?.gradients ?? (twoGradients.has(optimizer) ? 2 : 1);
}
