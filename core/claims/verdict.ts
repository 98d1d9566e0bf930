/** What numbers say about a claim. */
import type { Expected, Verdict } from './claim.ts';

export interface Judgement {
  readonly verdict: Verdict;
  /** The mean over seeds; the number itself where nothing is left to chance. */
  readonly measured: number;
  /** That holds the mean with 95 %, over the seeds; null where nothing is left to chance. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** Student's t, 97.5 %, by degrees of freedom from 1 on. Beyond the last one that is a little too much. */
const quantiles = [
  ...[
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  ],
  ...[2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
];

/**
 * Of one number: whether it is what is expected. Of several: reproduced where all of the interval is, not reproduced where none
 * of it is, and not established otherwise, nor where a number is none.
 * @param samples One for each seed.
 */
export function judge(samples: readonly number[], expected: Expected): Judgement {
  const measured = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  if (samples.length === 0 || Number.isNaN(measured))
    return { verdict: 'not established', measured, interval: null };
  const [low, high] = expectedInterval(expected);
  if (samples.length === 1)
    return {
      verdict: low <= measured && measured <= high ? 'reproduced' : 'not reproduced',
      measured,
      interval: null,
    };
  const freedom = samples.length - 1;
  const variance = samples.reduce((sum, each) => sum + (each - measured) ** 2, 0) / freedom;
  const quantile = quantiles[Math.min(freedom, quantiles.length) - 1] ?? Number.NaN;
  const half = quantile * Math.sqrt(variance / samples.length);
  const interval = [measured - half, measured + half] as const;
  if (Number.isNaN(half)) return { verdict: 'not established', measured, interval: null };
  const isInside = low <= interval[0] && interval[1] <= high;
  const isOutside = interval[1] < low || high < interval[0];
  const verdict = isInside ? 'reproduced' : isOutside ? 'not reproduced' : 'not established';
  return { verdict, measured, interval };
}

/** Bounds that are excluded are a hair away. */
function expectedInterval(expected: Expected): readonly [low: number, high: number] {
  if ('equals' in expected) return [expected.equals - expected.within, expected.equals + expected.within];
  if ('below' in expected) return [Number.NEGATIVE_INFINITY, beside(expected.below, -1)];
  return [beside(expected.above, 1), Number.POSITIVE_INFINITY];
}

function beside(bound: number, direction: -1 | 1): number {
  return bound === 0 ? direction * Number.MIN_VALUE : bound + direction * Math.abs(bound) * Number.EPSILON;
}

export interface ClaimResult extends Judgement {
  /** The statistic with each seed. */
  readonly samples: readonly number[];
  /** Whether the verdict is the one that the file has. */
  readonly isAsWritten: boolean;
}
