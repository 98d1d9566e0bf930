/**
 * The sign-flip test (Fisher 1935): if neither of a pair is better, each difference could as well have had the other sign.
 * p is the share of all signs with which the mean is at least as far from 0 as it is.
 */
import { createRandom } from '../random.ts';

/** Signs of up to so many pairs are all counted: 2^40 of them, as pairs of 2^20. */
const mostExact = 40;
/** Signs that are drawn where there are more. */
const drawn = 99_999;

/**
 * Two-sided p of the hypothesis that differences are as often above 0 as below. Exact up to 40 pairs, from drawn signs beyond:
 * (1 + those at least as far) / (1 + all), Phipson & Smyth 2010.
 * @param seed Of the signs that are drawn.
 */
export function signFlipP(differences: readonly number[], seed = 0): number {
  const sizes = differences.map(Math.abs);
  const sum = Math.abs(differences.reduce((total, each) => total + each, 0));
  // Sums that are equal may differ by how they were rounded.
  const rounding = 4 * Number.EPSILON * sizes.length * sizes.reduce((total, each) => total + each, 0);
  const threshold = sum - rounding;
  if (threshold <= 0) return 1;
  return sizes.length <= mostExact ? exactShare(sizes, threshold) : drawnShare(sizes, threshold, seed);
}

/** Sums of one half and of the other are sorted, so that one walk through both counts their pairs (Pagano & Tritchler 1983). */
function exactShare(sizes: readonly number[], threshold: number): number {
  const middle = sizes.length >> 1;
  const left = signedSums(sizes.slice(0, middle));
  const right = signedSums(sizes.slice(middle));
  let count = 0;
  let first = right.length;
  for (const sum of left) {
    while (first > 0 && sum + (right[first - 1] ?? 0) >= threshold) first--;
    count += right.length - first;
  }
  // Turning all signs around turns the sum around: as many are as far below 0.
  return (2 * count) / (left.length * right.length);
}

/** ±a ± b ± …, all of them, in ascending order: each value merges the sums before it, less by it and more by it. */
function signedSums(sizes: readonly number[]): Float64Array {
  let sums = new Float64Array(1);
  for (const size of sizes) {
    const merged = new Float64Array(2 * sums.length);
    let lower = 0;
    let upper = 0;
    for (let index = 0; index < merged.length; index++) {
      const less = (sums[lower] ?? Number.POSITIVE_INFINITY) - size;
      const more = (sums[upper] ?? Number.POSITIVE_INFINITY) + size;
      merged[index] = Math.min(less, more);
      if (less <= more) lower++;
      else upper++;
    }
    sums = merged;
  }
  return sums;
}

function drawnShare(sizes: readonly number[], threshold: number, seed: number): number {
  const random = createRandom(seed);
  let count = 1;
  for (let draw = 0; draw < drawn; draw++) {
    let sum = 0;
    for (const size of sizes) sum += random.uniform() < 0.5 ? size : -size;
    if (Math.abs(sum) >= threshold) count++;
  }
  return count / (drawn + 1);
}
