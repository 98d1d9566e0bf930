/** Who is worse than the best on the fresh seeds, and of whom that isn't established. */
import {
  type ComparePairedOptions,
  comparePaired,
  type PairedComparison,
} from '../statistics/comparePaired.ts';
import { missingPairs } from '../statistics/pairsNeeded.ts';
import { ascending, quantile } from '../statistics/quantile.ts';

/** Of one optimizer, by seeds that all have. The lower, the better; infinite: diverged, or the target was missed. */
export type Scores = readonly number[];

export interface Difference extends PairedComparison {
  /** Whether only signs were compared, since some scores aren't finite: mean, low and high are of signs then. */
  readonly isBySign: boolean;
  /** How many seeds more would tell at the next look; 0 where it is established, infinite where no difference is seen. */
  readonly moreSeeds: number;
}

export interface Verdicts {
  /** The place of the best: the lowest mean or, where all have diverged once, the lowest median; null where no score is finite. */
  readonly best: number | null;
  /** Against the best, by places; null of the best itself, and where there is none. */
  readonly differences: readonly (Difference | null)[];
  /** Of each interval and test. */
  readonly confidence: number;
}

/** How often anybody may be called worse who isn't. */
const error = 0.05;

/**
 * The confidence of one comparison, so that no false one among all is as likely as 95 %: the best is picked by the same scores, so
 * that each pair of optimizers counts (Bonferroni), and of the looks at growing numbers of seeds the first takes half of the error,
 * the next a quarter, and so on.
 * @param look Counted from 0.
 */
export function confidenceOf(optimizers: number, look: number): number {
  const pairs = (optimizers * (optimizers - 1)) / 2;
  return 1 - error / Math.max(1, pairs) / 2 ** (look + 1);
}

/**
 * @param all Of each optimizer, as many of the same seeds in the same order; at least one.
 * @param resamples Of the bootstrap. Default: 9,999.
 */
export function verdictsOf(all: readonly Scores[], look: number, resamples = 9999): Verdicts {
  const confidence = confidenceOf(all.length, look);
  const best = bestOf(all);
  const least = best === null ? undefined : all[best];
  const differences = all.map((scores, place) =>
    !least || place === best
      ? null
      : differenceOf(least, scores, { confidence, resamples }, confidenceOf(all.length, look + 1)),
  );
  return { best, differences, confidence };
}

function bestOf(all: readonly Scores[]): number | null {
  let best: { readonly place: number; readonly mean: number; readonly median: number } | null = null;
  for (const [place, scores] of all.entries()) {
    if (!scores.some(Number.isFinite)) continue;
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const median = quantile(ascending(scores), 0.5);
    if (!best || mean < best.mean || (mean === best.mean && median < best.median))
      best = { place, mean, median };
  }
  return best?.place ?? null;
}

/**
 * A run that diverged is worse than any that didn't, by how much nobody knows: the signs of the differences still tell.
 * @param nextConfidence Of the look at which more seeds would tell.
 */
export function differenceOf(
  a: Scores,
  b: Scores,
  options: ComparePairedOptions,
  nextConfidence: number,
): Difference {
  const isBySign = [...a, ...b].some((score) => !Number.isFinite(score));
  const differences = b.map((score, seed) => {
    const other = a[seed] ?? Number.NaN;
    return isBySign ? signOf(score, other) : score - other;
  });
  const compared = comparePaired(
    differences.map(() => 0),
    differences,
    options,
  );
  const isOpen = compared.verdict === 'not established';
  return { ...compared, isBySign, moreSeeds: isOpen ? missingPairs(differences, nextConfidence) : 0 };
}

function signOf(b: number, a: number): number {
  return b > a ? 1 : b < a ? -1 : 0;
}
