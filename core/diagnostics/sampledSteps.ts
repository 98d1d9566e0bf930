/** More points than a chart of a few hundred pixels shows. */
const mostSampled = 200;

/**
 * The steps of a run that are looked at, evenly spaced from its first to its last; all where there are few.
 * @param steps How many the run has done.
 */
export function sampledSteps(steps: number): readonly number[] {
  const count = Math.min(steps, mostSampled);
  if (count < 2) return count === 1 ? [1] : [];
  return Array.from({ length: count }, (_, i) => 1 + Math.round((i * (steps - 1)) / (count - 1)));
}

/** Those of them that a diagnostic measures: one in so many, and the last. */
export function measuredSteps(sampled: readonly number[], every: number): readonly number[] {
  return sampled.filter((_, i) => i % every === 0 || i === sampled.length - 1);
}
