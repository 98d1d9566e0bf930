/** From one experiment to its runs: every optimizer with every batch size, learning rate and seed. */
import { findOptimizer } from '../optimizers/index.ts';
import type { HyperparameterValues } from '../rule/rule.ts';
import { lengthOf, rowsOf } from './defaults.ts';
import type { Experiment, Problem } from './schema.ts';

/** More curves than this can't be told apart or watched. */
export const largestRunCount = 64;

/** Steps of all runs together. Every loss and position is kept: up to 24 bytes a step, in the extension and in the panel. */
export const largestStepCount = 5_000_000;

/** Everything that determines one run, bit for bit. */
export interface RunSpec {
  /** Unique within its race. */
  readonly id: string;
  readonly problem: Problem;
  readonly optimizer: string;
  /** All of the rule's hyperparameters, lr included. */
  readonly hyperparameters: HyperparameterValues;
  /** null on surfaces. */
  readonly batchSize: number | 'full' | null;
  /** null on surfaces, where nothing is random. */
  readonly seed: number | null;
  readonly steps: number;
  /** 1 on surfaces. */
  readonly stepsPerEpoch: number;
}

/** Runs in the order optimizer, batch size, learning rate, seed. Expects an experiment that `parseExperiment` gave. */
export function expandExperiment(experiment: Experiment): RunSpec[] {
  const rows = rowsOf(experiment.problem);
  const length = lengthOf(experiment);
  const runs: RunSpec[] = [];
  for (const contestant of experiment.optimizers) {
    const rule = findOptimizer(contestant.optimizer)?.rule;
    const defaults = Object.fromEntries(rule?.hyperparameters.map((each) => [each.name, each.default]) ?? []);
    for (const batchSize of rows === undefined ? [null] : experiment.batch_size)
      for (const lr of contestant.lr ?? experiment.lr)
        for (const seed of rows === undefined ? [null] : experiment.seed) {
          const size = batchSize === 'full' ? rows : batchSize;
          const stepsPerEpoch = rows === undefined || !size ? 1 : Math.ceil(rows / size);
          runs.push({
            id: `run-${runs.length}`,
            problem: experiment.problem,
            optimizer: contestant.optimizer,
            hyperparameters: { ...defaults, ...contestant.hyperparameters, lr },
            batchSize,
            seed,
            steps: length.steps ?? (length.epochs ?? 1) * stepsPerEpoch,
            stepsPerEpoch,
          });
        }
  }
  return runs;
}

/** How many runs `expandExperiment` gives. */
export function countRuns(experiment: Experiment): number {
  const rates = experiment.optimizers.reduce((sum, each) => sum + (each.lr ?? experiment.lr).length, 0);
  if ('surface' in experiment.problem) return rates;
  return rates * experiment.batch_size.length * experiment.seed.length;
}
