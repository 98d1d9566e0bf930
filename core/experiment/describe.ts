/** The words for an experiment's parts, the same in picks, panel, side bar and messages. */
import { findDataset } from '../problems/data/index.ts';
import { findSurface } from '../problems/surfaces/index.ts';
import type { Problem } from './schema.ts';

/** `Ill-conditioned valley`, `Two spirals, logistic regression`, `Handwritten digits, 64-32-10 network`. */
export function problemName(problem: Problem): string {
  if ('surface' in problem) return findSurface(problem.surface)?.name ?? problem.surface;
  const dataset = findDataset(problem.data);
  if (!dataset) return problem.data;
  if (problem.hidden.length === 0) return `${dataset.name}, logistic regression`;
  return `${dataset.name}, ${[dataset.features, ...problem.hidden, dataset.classes].join('-')} network`;
}

/** `lr 0.01`, `lr 0.01, 0.1`. */
export function learningRatesName(rates: readonly number[]): string {
  return `lr ${rates.join(', ')}`;
}

/** `batch 32`, `batch 1, 32, all`. */
export function batchSizesName(sizes: readonly (number | 'full')[]): string {
  return `batch ${sizes.map((size) => (size === 'full' ? 'all' : size)).join(', ')}`;
}
