/** How good the best of the first n trials is, whatever the order in which they are tried. */

export interface BestSoFar {
  /** Of the best of n + 1 trials, by n. */
  readonly median: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Quantiles of the smallest of n scores that are drawn without putting any back: the k-th smallest of N is not above it in all but
 * C(N - k, n) of C(N, n) draws. Dodge et al. 2019, "Show Your Work", draw with putting back; the number of trials is the budget
 * here, and all of them were run.
 * @param scores The lower, the better; infinite where a trial diverged.
 */
export function bestSoFar(scores: readonly number[]): BestSoFar {
  const sorted = [...scores].sort((a, b) => a - b);
  const quantileOf = (share: number) => sorted.map((_, index) => quantileOfBest(sorted, index + 1, share));
  return { median: quantileOf(0.5), low: quantileOf(0.25), high: quantileOf(0.75) };
}

/** The smallest score that the best of `drawn` trials is at or below with a probability of `share`. */
function quantileOfBest(sorted: readonly number[], drawn: number, share: number): number {
  const count = sorted.length;
  // That the best of them is above the k-th smallest: none of the k smallest is drawn.
  let above = 1;
  for (let k = 1; k <= count; k++) {
    above *= Math.max(0, count - drawn - k + 1) / (count - k + 1);
    if (1 - above >= share) return sorted[k - 1] ?? Number.NaN;
  }
  return sorted.at(-1) ?? Number.NaN;
}
