/** What is tried on a problem when the person says nothing: a good first experiment. */
import { findDataset } from '../problems/data/index.ts';
import { findSurface } from '../problems/surfaces/index.ts';
import type { Experiment, Problem } from './schema.ts';

export interface Defaults {
  readonly optimizers: readonly string[];
  readonly lr: readonly number[];
  readonly batchSizes: readonly number[];
  readonly steps?: number;
  readonly epochs?: number;
}

/** Problems to choose from, in the order in which they are offered. */
export const problems: readonly Problem[] = [
  { surface: 'valley' },
  { surface: 'rosenbrock' },
  { data: 'spirals', hidden: [] },
  { data: 'spirals', hidden: [32] },
  { data: 'digits', hidden: [] },
  { data: 'digits', hidden: [32] },
];

const epochs = 30;
const epochsOfSpirals = 200;

export function defaultsFor(problem: Problem): Defaults {
  if ('surface' in problem) {
    const surface = findSurface(problem.surface);
    return {
      optimizers: ['sgd', 'momentum', 'rmsprop', 'adam'],
      lr: [surface?.learningRate ?? 0.01],
      batchSizes: [],
      steps: surface?.steps ?? 200,
    };
  }
  return {
    optimizers: ['sgd', 'momentum', 'adam'],
    lr: [0.01],
    batchSizes: [32],
    epochs: problem.data === 'spirals' ? epochsOfSpirals : epochs,
  };
}

/** Rows of the problem's data; undefined on surfaces. */
export function rowsOf(problem: Problem): number | undefined {
  return 'surface' in problem ? undefined : findDataset(problem.data)?.rows;
}

/** Passes over the data or, on surfaces, steps. */
export function lengthOf(experiment: Experiment): { steps?: number; epochs?: number } {
  const defaults = defaultsFor(experiment.problem);
  if ('surface' in experiment.problem) return { steps: experiment.steps ?? defaults.steps ?? 1 };
  return { epochs: experiment.epochs ?? defaults.epochs ?? 1 };
}
