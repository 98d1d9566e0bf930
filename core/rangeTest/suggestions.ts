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
/** The last steps before the end are on the way up. */
const lastSteps = 5;

/**
 * Up to three, in the order of `kind`; none where the loss never falls. What they are is fastai's: the middle of the longest fall, the
 * steepest place, and a tenth of the rate with the lowest loss.
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
    at('valley', middleOfFall(losses)),
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

/**
 * The middle of the longest falling subsequence: of losses that each lie below the one before, others between them left out, as
 * many as there can be. Half-way by the steps from its first to its last.
 */
function middleOfFall(losses: readonly number[]): number {
  const lengths: number[] = [];
  const firsts: number[] = [];
  for (const [index, loss] of losses.entries()) {
    let [length, first] = [1, index];
    for (let before = 0; before < index; before++) {
      const longer = (lengths[before] ?? 0) + 1;
      if ((losses[before] ?? 0) > loss && longer > length)
        [length, first] = [longer, firsts[before] ?? index];
    }
    lengths.push(length);
    firsts.push(first);
  }
  const last = lengths.indexOf(Math.max(...lengths));
  return Math.round(((firsts[last] ?? 0) + last) / 2);
}
