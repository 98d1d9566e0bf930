/** Optimizers that look at the gradient at the parameters to decide where to take the one that they step by. */
const twoGradients: ReadonlySet<string> = new Set(['sam']);

/**
 * How many gradients a step takes, which is nearly all of its work: two of SAM.
 * @param id Of an optimizer in the table.
 */
export function gradientsPerStep(id: string): 1 | 2 {
  return twoGradients.has(id) ? 2 : 1;
}
