/** From one experiment to its runs: every optimizer with every batch size, learning rate and seed. */
import { findOptimizer } from '../optimizers/index.ts';
import { fillSettings } from '../rule/check/settings.ts';
import { scaleLearningRate } from '../schedules/scaling.ts';
import { knownShape, rowsOf } from './dataShape.ts';
import { lengthOf } from './defaults.ts';
import { trainsOnData } from './modelProblem.ts';
import { type RunSpec, runId } from './runSpec.ts';
import type { Experiment } from './schema.ts';

/**
 * Runs in the order optimizer, batch size, learning rate, seed. Expects an experiment that `parseExperiment` gave.
 * @param shape Of its data. Default: that of a data set that ships.
 * @throws {RangeError} if the data is a CSV file and `shape` is missing.
 */
export function expandExperiment(experiment: Experiment, shape = knownShape(experiment.problem)): RunSpec[] {
  const { problem } = experiment;
  if ('csv' in problem && !shape)
    throw new RangeError(`shape = undefined — expected that of ${problem.csv}, once it is read`);
  const rows = rowsOf(problem, shape);
  const length = lengthOf(experiment, shape);
  const runs: RunSpec[] = [];
  for (const choice of experiment.optimizers) {
    const rule = findOptimizer(choice.optimizer)?.rule;
    for (const batchSize of rows === undefined ? [null] : experiment.batch_size)
      for (const lr of choice.lr ?? experiment.lr)
        for (const seed of rows === undefined ? [null] : experiment.seed) {
          const size = batchSize === 'full' ? rows : batchSize;
          const rate = scaled(lr, size, experiment);
          const stepsPerEpoch = rows === undefined || !size ? 1 : Math.ceil(rows / size);
          const spec = {
            problem,
            optimizer: choice.optimizer,
            hyperparameters: rule ? fillSettings(rule, { ...choice.hyperparameters, lr: rate }) : {},
            schedule: choice.schedule ?? experiment.schedule ?? null,
            batchSize,
            seed,
            steps: length.steps ?? (length.epochs ?? 1) * stepsPerEpoch,
            stepsPerEpoch,
            evaluateEvery: experiment.evaluate_every ?? 1,
            stop: experiment.stop ?? {},
            engine: experiment.engine ?? 'auto',
          };
          runs.push({ id: runId(spec, rule, shape?.contentHash), ...spec });
        }
  }
  return runs;
}

/** The learning rate for a batch of `size` examples, where the experiment says to which batch its rates belong. */
function scaled(lr: number, size: number | null | undefined, { scale_lr }: Experiment): number {
  if (!scale_lr || !size) return lr;
  return scaleLearningRate(lr, size, scale_lr.base_batch_size, scale_lr.rule);
}

/** How many runs `expandExperiment` gives. */
export function countRuns(experiment: Experiment): number {
  const rates = experiment.optimizers.reduce((sum, each) => sum + (each.lr ?? experiment.lr).length, 0);
  if (!trainsOnData(experiment.problem)) return rates;
  return rates * experiment.batch_size.length * experiment.seed.length;
}
