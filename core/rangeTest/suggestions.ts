/** Which learning rates a range test suggests. */
import type { RangeCurve } from './rangeCurve.ts';

export interface Suggestion {
  readonly kind: 'valley' | 'steepest' | 'tenth';
  readonly lr: number;
  /** The smoothed loss there. */
  readonly loss: number;
}

/** The mean of few losses is as noisy as they are: so much of the test is not looked at. */
const firstShare = 0.1;
/** The fall has begun where the loss has fallen by so much of all that it falls by. */
const begin = 0.05;
/** The last steps before the end are on the way up. */
const lastSteps = 5;

/**
 * Up to three, in the order of `kind`; none where the loss never falls: the middle of the fall, its steepest place, and a tenth of the
 * rate with the lowest loss. Names and ideas are fastai's, but for where the fall begins: there it is the longest falling subsequence,
 * which begins among losses that differ by chance alone.
 */
export function suggestionsOf(curve: RangeCurve): readonly Suggestion[] {
  const first = Math.floor(firstShare * curve.smoothed.length);
  const count = curve.end === null ? curve.smoothed.length : curve.smoothed.length - lastSteps;
  const losses = curve.smoothed.slice(first, Math.max(first, count));
  const rates = curve.rates.slice(first);
  const lowest = indexOfLeast(losses);
  if (lowest <= 0) return [];
  const at = (kind: Suggestion['kind'], index: number): Suggestion => ({
    ...{ kind, lr: rates[index] ?? Number.NaN, loss: losses[index] ?? Number.NaN },
  });
  const tenth = (rates[lowest] ?? Number.NaN) / 10;
  const below = rates.findLastIndex((rate) => rate <= tenth);
  return [
    at('valley', middleOfFall(losses, lowest)),
    at('steepest', steepest(losses)),
    ...(below >= 0 ? [{ ...at('tenth', below), lr: tenth }] : []),
  ];
}

function indexOfLeast(values: readonly number[]): number {
  return values.reduce((least, value, index) => (value < (values[least] ?? value) ? index : least), 0);
}

/** Where the loss falls most from one rate to the next, which differ by the same factor. */
function steepest(losses: readonly number[]): number {
  const slopes = losses.map((_, index) => {
    const [before, after] = [Math.max(0, index - 1), Math.min(losses.length - 1, index + 1)];
    return ((losses[after] ?? 0) - (losses[before] ?? 0)) / (after - before);
  });
  return indexOfLeast(slopes);
}

/** Half-way, by the logarithm of the rate, from where the fall begins to the lowest loss. */
function middleOfFall(losses: readonly number[], lowest: number): number {
  const before = losses.slice(0, lowest + 1);
  const top = Math.max(...before);
  const begun = top - begin * (top - (losses[lowest] ?? top));
  return Math.round((before.findLastIndex((loss) => loss >= begun) + lowest) / 2);
}
