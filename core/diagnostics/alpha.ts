import { formatNumber } from '../format.ts';
import type { Diagnostic } from './diagnostic.ts';
import { medianOf } from './measuredSeries.ts';
import { dot, type SeenStep } from './seenStep.ts';

/** There the step is three times as long as the way to the minimum. */
const most = 2;
/** A median nearer to 0 is at the minimum. */
const near = 0.1;

/**
 * Where a step landed on the parabola c + b·τ + a·τ² that is fitted to losses and slopes at its ends, τ = 0 and τ = 1, by least
 * squares: α = 1 / τ* − 1, with the minimum at τ* = −b / 2a. −1: it has not moved; 0: the minimum; 1: as high on the other side.
 * Schneider, Dangel & Hennig 2021, section 2.3, who weigh the four numbers by their noise; here they count alike.
 */
export const alpha: Diagnostic = {
  name: 'Where steps land (α)',
  description:
    'A parabola is fitted to losses and slopes at both ends of the step, on its mini-batch: −1 is where it began, 0 the minimum, 1 as high on the other side. Above 0 the step overshoots; 2 is as far or further, as where it goes uphill from its beginning.',
  source: 'Schneider, Dangel & Hennig 2021, "Cockpit", arXiv:2102.06604',
  every: 1,
  gradients: { batch: 2, whole: 0 },
  referenceName: 'the minimum',
  limits: [-1, most],
  obstacle: () => null,
  begin: () => (step) => ({ value: landingOf(step), reference: 0 }),
  seen({ values }) {
    const known = values.filter(Number.isFinite);
    const median = medianOf(known);
    const share = (matches: (value: number) => boolean) =>
      `${Math.round((100 * known.filter(matches).length) / known.length)} %`;
    const of = `median ${formatNumber(median, 2)}`;
    if (median < -near)
      return `is mostly below 0 (${of}; ${share((value) => value < 0)} of the steps): they are short of the minimum.`;
    if (median > near)
      return `is mostly above 0 (${of}; ${share((value) => value > 0)} of the steps): they overshoot the minimum.`;
    return `is about 0 (${of}): steps land near the minimum, ${share((value) => value > 0)} of them beyond it.`;
  },
};

/**
 * With δ the loss after less the loss before, and slopes s₀, s₁, the least squares are a = (s₁ − s₀) / 2 and
 * b = (δ + 2s₀ + 2s₁) / 5 − a. A concave parabola goes on falling: −1. One that rises from the beginning has its minimum behind
 * the step: it counts as the largest overshoot.
 */
function landingOf({ update, atBefore, atAfter }: SeenStep): number {
  const [from, to] = [atBefore(), atAfter()];
  const [slopeBefore, slopeAfter] = [dot(from.gradient, update), dot(to.gradient, update)];
  const a = (slopeAfter - slopeBefore) / 2;
  const b = (to.loss - from.loss + 2 * slopeBefore + 2 * slopeAfter) / 5 - a;
  if (!Number.isFinite(a + b)) return Number.NaN;
  if (update.every((change) => change === 0)) return -1;
  if (a <= 0) return b < 0 ? -1 : most;
  if (b >= 0) return most;
  return Math.min(most, (-2 * a) / b - 1);
}
