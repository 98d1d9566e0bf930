/** How many pairs would tell a difference. */
import { meanOf } from './bootstrap.ts';
import { normalBelow, normalQuantile } from './normal.ts';

/** Of a two-sided sign-flip test, the least p is 2 / 2^pairs, which is above 5 % below six. */
export const leastPairs = 6;
/** How likely so many pairs tell a difference that is as large as it seems. */
const power = 0.8;

/**
 * The pairs with which a difference of `effect` standard deviations is established with `power`:
 * ((z(1 - α/2) + z(1 - β)) / effect)² + z(1 - α/2)² / 2, Guenther 1981, for the t test, which the sign-flip test comes up to
 * where differences are normal. Where only equal signs of all pairs reach p, that is less likely.
 * @param effect Above 0.
 * @returns A whole number of at least 6; infinite for an effect of 0.
 * @internal
 */
export function pairsNeeded(effect: number, confidence: number): number {
  const certain = normalQuantile((1 + confidence) / 2);
  const fewest = Math.max(leastPairs, Math.ceil(1 - Math.log2(1 - confidence)));
  const pairs = Math.ceil(((certain + normalQuantile(power)) / effect) ** 2 + certain ** 2 / 2);
  if (pairs > fewest) return pairs;
  const needsEqualSigns = 4 / 2 ** fewest > 1 - confidence;
  return needsEqualSigns && normalBelow(effect) ** fewest < power ? fewest + 1 : fewest;
}

/**
 * How many pairs more would tell with `power`, if mean and spread of these differences are what they seem: at least one, since what there
 * is has not told; infinite where no difference is seen, or the differences have no spread to go by.
 */
export function missingPairs(differences: readonly number[], confidence: number): number {
  const mean = meanOf(differences);
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const spread = Math.sqrt(squares / (differences.length - 1));
  const effect = Math.abs(mean) / spread;
  if (Number.isNaN(effect)) return Number.POSITIVE_INFINITY;
  return Math.max(1, pairsNeeded(effect, confidence) - differences.length);
}
