import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Diagnostic } from './diagnostic.ts';
import { courseOf, digitsOf } from './measuredSeries.ts';
import { normOf } from './seenStep.ts';

/** Of networks; 1e-3 is the rule of thumb of the source, these are ten times from it. */
const [small, large] = [1e-4, 1e-2];

/** ‖Δp‖ / ‖p‖ of all parameters together. */
export const updateToWeight: Diagnostic = {
  name: 'Update-to-weight ratio',
  description: 'By what share of their length a step moves the parameters. Of networks about 0.001 is usual.',
  source: 'Karpathy, CS231n, "Neural Networks Part 3: Learning and Evaluation"',
  every: 1,
  gradients: { batch: 0, whole: 0 },
  obstacle: () => null,
  begin:
    () =>
    ({ update, before }) => ({ value: normOf(update) / normOf(before) }),
  seen({ values }, { spec }) {
    const { begin = Number.NaN, end = Number.NaN } = courseOf(values) ?? {};
    const moves = `moves the parameters by ${digitsOf(end)} of their length a step at the end, ${digitsOf(begin)} at the beginning`;
    if (!trainsOnData(spec.problem)) return `${moves}.`;
    if (end > large) return `${moves}: large steps; about 0.001 is usual.`;
    if (end < small) return `${moves}: small steps; about 0.001 is usual.`;
    return `${moves}.`;
  },
};
