import type { Diagnostic } from './diagnostic.ts';
import { courseOf, digitsOf } from './measuredSeries.ts';
import { normOf } from './seenStep.ts';

/** Medians that differ by less than this factor count as the same. */
const sameWithin = 1.5;

/** ‖g‖ = √ Σ gᵢ² of the mini-batch, at the parameters before the step. */
export const gradientNorm: Diagnostic = {
  name: 'Gradient norm',
  description:
    'The length of the gradient that the step begins with. It falls towards a minimum; with mini-batches noise is left of it.',
  source: 'Goodfellow, Bengio & Courville 2016, "Deep Learning", section 8.2',
  every: 1,
  gradients: { batch: 1, whole: 0 },
  obstacle: () => null,
  begin: () => (step) => ({ value: normOf(step.atBefore().gradient) }),
  seen({ values }) {
    const { begin, end, lowest, highest } = courseOf(values) ?? nothing;
    if (highest === 0) return 'is 0 in all steps: nothing pulls at the parameters.';
    if (end === 0) return `falls from ${digitsOf(begin)} to 0.`;
    const factor = end / begin;
    if (factor < 1 / sameWithin) return `falls from ${digitsOf(begin)} to ${digitsOf(end)}.`;
    if (factor > sameWithin) return `grows from ${digitsOf(begin)} to ${digitsOf(end)}.`;
    return `stays about ${digitsOf(end)}, between ${digitsOf(lowest)} and ${digitsOf(highest)}.`;
  },
};

const nothing = { begin: Number.NaN, end: Number.NaN, lowest: Number.NaN, highest: Number.NaN };
