/** Whether two optimizers differ, by losses of runs that share a seed: the same first weights, the same batches. */
import { pathName, valueName } from '../fault.ts';
import { bcaInterval, meanOf, resampledMeans } from './bootstrap.ts';
import { leastPairs, missingPairs } from './pairsNeeded.ts';
import { signFlipP } from './signFlip.ts';

export interface ComparePairedOptions {
  /** Between 0 and 1; default 0.95. */
  readonly confidence?: number;
  /** Of the bootstrap; a whole number, 100 to 1,000,000; default 9,999. */
  readonly resamples?: number;
  /** Of the resamples; a whole number, 0 to 2^32 - 1; default 0. */
  readonly seed?: number;
}

export interface PairedComparison {
  readonly pairs: number;
  /** Of the differences b - a, in the unit of the losses. */
  readonly mean: number;
  /** The ends of the interval that holds the mean difference; BCa bootstrap. Infinite for one pair, which tells of no spread. */
  readonly low: number;
  readonly high: number;
  /** Of the exact two-sided sign-flip test; from drawn signs beyond 40 pairs. */
  readonly p: number;
  /**
   * Of b, whose losses are lower where it is better. Established where there are six pairs or more, the interval doesn't hold 0, and p
   * is at most 1 - confidence: the interval alone is too narrow for few pairs.
   */
  readonly verdict: 'better' | 'worse' | 'not established';
  /**
   * How many pairs more would tell with a probability of 0.8, if mean and spread are what they seem; 0 where the verdict is
   * established, infinite where no difference is seen, and for one pair, which tells of no spread.
   */
  readonly morePairs: number;
}

/**
 * Compares two lists of losses, paired by seed.
 * @param a Losses of the one that is compared with, finite.
 * @param b Losses of the other, as many, of the same seeds in the same order.
 * @throws {ComparisonError} For lists of different lengths, without a pair, with losses that aren't finite, and for options out of
 *   range: `b[3] = NaN — expected a finite number`.
 */
export function comparePaired(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: ComparePairedOptions = {},
): PairedComparison {
  const { confidence = 0.95, resamples = 9999, seed = 0 } = options;
  checkLosses(a, b);
  checkOptions(confidence, resamples, seed);
  const differences = Array.from(b, (loss, index) => loss - (a[index] ?? 0));
  const pairs = differences.length;
  const mean = meanOf(differences);
  const { low, high } =
    pairs === 1
      ? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
      : bcaInterval(differences, resampledMeans(differences, resamples, seed), confidence);
  const p = signFlipP(differences, seed);
  const isEstablished = pairs >= leastPairs && (low > 0 || high < 0) && p <= 1 - confidence;
  const verdict = isEstablished ? (mean > 0 ? 'worse' : 'better') : 'not established';
  const morePairs = isEstablished ? 0 : missingPairs(differences, confidence);
  return { pairs, mean, low, high, p, verdict, morePairs };
}

/** A value that can't be compared: `b[3] = NaN — expected a finite number`. */
export class ComparisonError extends RangeError {
  override readonly name = 'ComparisonError';
  /** Where the value stands: `['b', 3]`, `['confidence']`. */
  readonly path: readonly PropertyKey[];

  constructor(path: readonly PropertyKey[], value: unknown, expected: string) {
    super(`${pathName(path)} = ${valueName(value)} — expected ${expected}`);
    this.path = path;
  }
}

function checkLosses(a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length === 0) throw new ComparisonError(['a', 'length'], 0, 'at least one loss');
  if (a.length !== b.length)
    throw new ComparisonError(['b', 'length'], b.length, `${a.length}, as many losses as a has`);
  for (const [name, losses] of Object.entries({ a, b })) {
    const wrong = Array.from(losses).findIndex((loss) => !Number.isFinite(loss));
    if (wrong >= 0)
      throw new ComparisonError(
        [name, wrong],
        losses[wrong],
        'a finite number; count runs that diverged by themselves',
      );
  }
}

function checkOptions(confidence: number, resamples: number, seed: number): void {
  if (!(confidence > 0 && confidence < 1))
    throw new ComparisonError(['confidence'], confidence, 'a number between 0 and 1');
  if (!(Number.isInteger(resamples) && resamples >= 100 && resamples <= 1_000_000))
    throw new ComparisonError(['resamples'], resamples, 'a whole number from 100 to 1,000,000');
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
    throw new ComparisonError(['seed'], seed, 'a whole number from 0 to 4,294,967,295');
}
