import { quantile } from '../statistics/quantile.ts';
import type { Diagnostic } from './diagnostic.ts';
import { courseOf, digitsOf } from './measuredSeries.ts';

/** Quantiles that differ by less count as one number. */
const sameWithin = 1e-9;

/**
 * |Δpᵢ| / |gᵢ| of each parameter: the rate at which plain gradient descent would have made the same step. The median, and the
 * quantiles of 10 and 90 %, of the parameters whose gradient is not 0.
 */
export const effectiveRate: Diagnostic = {
  name: 'Effective learning rate',
  description:
    'The size of each parameter’s update over that of its gradient: the rate of plain gradient descent that would have made the step. The line is the median, the band has the middle 80 % of the parameters.',
  source: 'Schneider, Dangel & Hennig 2021, "Cockpit", arXiv:2102.06604, of single parameters',
  every: 1,
  gradients: { batch: 1, whole: 0 },
  obstacle: () => null,
  begin: () => (step) => {
    const { gradient } = step.atBefore();
    const rates = step.update
      .map((change, i) => Math.abs(change) / Math.abs(gradient[i] ?? Number.NaN))
      .filter(Number.isFinite)
      .sort();
    // Faster than on a copy that is a list.
    const sorted = Array.from(rates);
    const at = (share: number) => (sorted.length === 0 ? Number.NaN : quantile(sorted, share));
    return { value: at(0.5), low: at(0.1), high: at(0.9) };
  },
  seen({ values, lows, highs }) {
    const [middle, low, high] = [values, lows, highs].map((each) => courseOf(each));
    if (!middle || !low || !high) return '';
    const spread = high.end - low.end;
    const rate = digitsOf(middle.end);
    if (
      spread <= sameWithin * Math.abs(middle.end) &&
      middle.highest - middle.lowest <= sameWithin * middle.end
    )
      return `is ${rate} for every parameter in every step, as in plain gradient descent.`;
    const course = `has a median of ${rate} at the end, ${digitsOf(middle.begin)} at the beginning`;
    if (spread <= sameWithin * Math.abs(middle.end)) return `${course}, the same for every parameter.`;
    return `${course}; 80 % of the parameters have ${digitsOf(low.end)} to ${digitsOf(high.end)} at the end.`;
  },
};
