import { largestStableProduct } from '../engine/divergence.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { iterate } from '../problems/sharpness.ts';
import type { HyperparameterValues } from '../rule/syntax/rule.ts';
import type { Diagnostic, NamedRun } from './diagnostic.ts';
import { courseOf, digitsOf, type MeasuredSeries, medianOf } from './measuredSeries.ts';

/**
 * From one measured step to the next the direction turns little: where the last iteration ended the next begins. On networks of
 * the data that ships it then comes within a hundredth of what any number of iterations gives, mostly within a thousandth.
 */
const first = { most: 200, close: 1e-5 };
const following = { most: 20, close: 1e-3 };

/** How many gradients an iteration takes, and how many iterations a measured step takes as a rule. */
const [gradientsOfProduct, usualIterations] = [2, 5];

/** The sharpness is at the edge where it is so near to it. */
const [below, above] = [0.85, 1.15];

/** Of the steps the part that counts as where a run has settled. */
const settled = 1 / 3;

/** The eigenvalue of the loss's Hessian that is largest in size, over all rows, before the step. */
export const sharpness: Diagnostic = {
  name: 'Sharpness',
  description:
    'How sharply the loss over all rows is curved: the largest eigenvalue of its Hessian. Gradient descent grows along that direction where it is above 2/lr, with momentum above (2 + 2μ)/lr.',
  source:
    'Cohen et al. 2021, "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability", arXiv:2103.00065',
  every: 5,
  gradients: { batch: 0, whole: gradientsOfProduct * usualIterations },
  referenceName: 'the edge of stability',
  obstacle: () => null,
  begin({ spec }) {
    let direction: Float64Array | undefined;
    return ({ whole, before, hyperparameters }) => {
      const found = iterate(whole, before, direction ? { ...following, direction } : first);
      direction = Number.isFinite(found.value) ? found.direction : undefined;
      const edge = edgeOf(spec, hyperparameters);
      return { value: found.value, ...(edge !== null && { reference: edge }) };
    };
  },
  seen(series, run) {
    const { begin = Number.NaN, end = Number.NaN } = courseOf(series.values) ?? {};
    const course =
      Math.abs(end - begin) <= 0.01 * Math.abs(end)
        ? `is ${digitsOf(end)}`
        : `goes from ${digitsOf(begin)} to ${digitsOf(end)}`;
    return `${course}; ${besideEdge(series, run)}`;
  },
};

/** Above which steps along the sharpest direction grow, by the rate of the step; null where theory has no such number. @internal */
export function edgeOf(spec: RunSpec, { lr }: HyperparameterValues): number | null {
  const product =
    spec.layerRates || spec.hyperparameters['maximize'] === true ? undefined : largestStableProduct(spec);
  return product === undefined || !(lr !== undefined && lr > 0) ? null : product / lr;
}

function besideEdge({ values, references }: MeasuredSeries, { spec, name }: NamedRun): string {
  if (references.length === 0) return `no edge of stability is known for ${name} with these settings.`;
  const from = Math.floor((1 - settled) * values.length);
  const shares = values
    .map((value, i) => value / (references[i] ?? Number.NaN))
    .subarray(from)
    .filter(Number.isFinite);
  const edge = `${edgeName(spec)} is ${digitsOf(references.at(-1) ?? Number.NaN)}`;
  if (shares.length === 0) return `${edge}; of the last steps no sharpness is known.`;
  const share = medianOf(shares);
  if (share > above) return `${edge}: above the edge, steps along the sharpest direction grow.`;
  if (share >= below) return `${edge}: the edge of stability.`;
  const small = spec.batchSize !== null && spec.batchSize !== 'full';
  return `${edge}: below the edge${small ? ', where mini-batches keep it' : ''}.`;
}

function edgeName({ optimizer, hyperparameters }: RunSpec): string {
  const momentum = hyperparameters['momentum'] ?? 0;
  if (momentum === 0) return '2/lr';
  const looksAhead = optimizer === 'nesterov' || hyperparameters['nesterov'] === true;
  return looksAhead ? `(2 + 2 · ${momentum})/((1 + 2 · ${momentum}) · lr)` : `(2 + 2 · ${momentum})/lr`;
}
