/** What the mean of a sample may be, by drawing the sample again from itself (Efron 1979). */

import { createRandom } from '../random.ts';
import { normalBelow, normalQuantile } from './normal.ts';
import { quantile } from './quantile.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum / values.length;
}

/** Means of samples as long as `sample`, each drawn from it with replacement; in ascending order. */
export function resampledMeans(sample: readonly number[], resamples: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const { length } = sample;
  const draw = () => {
    let sum = 0;
    for (let count = 0; count < length; count++) sum += sample[random.below(length)] ?? 0;
    return sum / length;
  };
  return Float64Array.from({ length: resamples }, draw).sort();
}

/**
 * The interval that holds the mean with a given confidence, corrected for bias and for a spread that changes with the mean:
 * BCa, Efron 1987, equations 2.3 and 6.6, with the acceleration of the jackknife.
 * @param means Of resamples, in ascending order.
 * @param confidence Between 0 and 1.
 */
export function bcaInterval(
  sample: readonly number[],
  means: ArrayLike<number>,
  confidence: number,
): Interval {
  const mean = meanOf(sample);
  const sorted = Array.from(means);
  if (sample.every((value) => value === sample[0])) return { low: mean, high: mean };
  const bias = normalQuantile(shareBelow(sorted, mean));
  const acceleration = accelerationOf(sample, mean);
  const end = (z: number) => {
    const shifted = bias + z;
    return quantile(sorted, normalBelow(bias + shifted / (1 - acceleration * shifted)));
  };
  const z = normalQuantile((1 - confidence) / 2);
  return { low: end(z), high: end(-z) };
}

/** The share of values below one; what equals it counts half. Never 0 nor 1, whose quantiles are infinite. */
function shareBelow(sorted: readonly number[], value: number): number {
  const below = sorted.filter((each) => each < value).length;
  const equal = sorted.filter((each) => each === value).length;
  const least = 0.5 / sorted.length;
  return Math.min(Math.max((below + 0.5 * equal) / sorted.length, least), 1 - least);
}

/**
 * a = Σ u³ / (6 (Σ u²)^1.5), u being how far the mean without a value lies below the mean of those means. For the mean of a
 * sample it is (value - mean) / (n - 1), and the factor cancels.
 */
function accelerationOf(sample: readonly number[], mean: number): number {
  let squares = 0;
  let cubes = 0;
  for (const value of sample) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  return cubes / (6 * squares ** 1.5);
}
