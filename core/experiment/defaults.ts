/** What is tried on a problem when the person says nothing: a good first experiment. */
import { datasets } from '../problems/data/index.ts';
import { surfaces } from '../problems/surfaces/index.ts';
import { type DataShape, knownShape } from './dataShape.ts';
import { trainsOnData } from './modelProblem.ts';
import type { Experiment, Problem } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

export interface Defaults {
  readonly optimizers: readonly string[];
  readonly lr: readonly number[];
  readonly batchSizes: readonly number[];
  readonly steps?: number;
  readonly epochs?: number;
}

/** Problems to choose from, in the order in which they are offered. */
export const problems: readonly Problem[] = [
  ...surfaces.map(({ id }) => ({ surface: id })),
  ...['spirals', 'digits'].flatMap((data) => [
    { data, hidden: [] },
    { data, hidden: [32] },
  ]),
  ...datasets
    .filter(({ id }) => id !== 'spirals' && id !== 'digits')
    .map(({ id }) => ({ data: id, hidden: [16] })),
];

const epochs = 30;
const epochsOfSpirals = 200;
/** Large files are gone through less often, so that a first experiment ends within minutes. */
const largestExampleCount = 3_000_000;

/** @param shape Of the problem's data. Default: that of a data set that ships. */
export function defaultsFor(problem: Problem, shape = knownShape(problem)): Defaults {
  if (!trainsOnData(problem)) {
    const surface = surfaceOf(problem);
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
    epochs: 'data' in problem && problem.data === 'spirals' ? epochsOfSpirals : epochsOf(shape),
  };
}

function epochsOf(shape: DataShape | undefined): number {
  return Math.max(1, Math.min(epochs, Math.floor(largestExampleCount / (shape?.rows ?? 1))));
}

/** Passes over the data or, on surfaces, steps. */
export function lengthOf(experiment: Experiment, shape?: DataShape): { steps?: number; epochs?: number } {
  const defaults = defaultsFor(experiment.problem, shape);
  if (!trainsOnData(experiment.problem)) return { steps: experiment.steps ?? defaults.steps ?? 1 };
  return { epochs: experiment.epochs ?? defaults.epochs ?? 1 };
}
