/** On how many problems an optimizer comes within a factor of the best (Dolan & Moré 2002, arXiv:cs/0102001). */

/** Factors at which profiles are told. */
const largestFactor = 4;
const points = 61;

/** From 1 to 4, by equal factors. */
export const profileFactors: readonly number[] = Array.from(
  { length: points },
  (_, index) => largestFactor ** (index / (points - 1)),
);

/**
 * For each optimizer the share of problems at each of `profileFactors`.
 * @param results By problem, then by optimizer: the lower, the better, none below 0; infinite: diverged, or the target was missed.
 */
export function performanceProfile(results: readonly (readonly number[])[]): number[][] {
  const optimizers = results[0]?.length ?? 0;
  return Array.from({ length: optimizers }, (_, optimizer) =>
    profileFactors.map(
      (factor) =>
        results.filter((scores) => isWithin(scores[optimizer] ?? Number.POSITIVE_INFINITY, scores, factor))
          .length / results.length,
    ),
  );
}

/** A best one of 0 is reached by 0 alone. A hair is left for rounding. */
function isWithin(score: number, all: readonly number[], factor: number): boolean {
  const best = Math.min(...all);
  return Number.isFinite(score) && score <= factor * best * (1 + 1e-12);
}
