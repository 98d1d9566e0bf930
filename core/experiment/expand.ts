/** From one experiment to its runs: every optimizer with every batch size, learning rate, setting and seed. */

import { stepsAfter } from '../epochs.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { fillSettings } from '../rule/check/settings.ts';
import { stableText } from '../stableText.ts';
import { batchesOf } from './batchSize.ts';
import { knownShape, rowsOf } from './dataShape.ts';
import { lengthOf } from './defaults.ts';
import { isRandom, problemOfSeed } from './drawnStart.ts';
import { ratesByLayer } from './layerRates.ts';
import { trainsOnData } from './modelProblem.ts';
import { ratesOf, rowsOfBatch, scaledRate } from './rates.ts';
import { type RunSpec, runId } from './runSpec.ts';
import { rateOfSchedule, unitOf } from './scheduleOf.ts';
import type { Experiment, Problem, ScheduleChoice } from './schema.ts';
import { combinationsOf, countCombinations } from './settingsGrid.ts';

/**
 * Runs in the order optimizer, batch size, learning rate, other hyperparameters as they are written, seed: of neighbours the
 * last of these that has several values differs. None is there twice. Expects an experiment that
 * `parseExperiment` gave.
 * @param shape Of its data. Default: that of a data set that ships.
 * @throws {RangeError} if the data is a CSV file and `shape` is missing.
 */
export function expandExperiment(experiment: Experiment, shape = knownShape(experiment.problem)): RunSpec[] {
  const runs = new Map<string, RunSpec>();
  for (const spec of everyRun(experiment, shape)) if (!runs.has(spec.id)) runs.set(spec.id, spec);
  return [...runs.values()];
}

/** Each combination, also of what is the same. */
export function* everyRun(
  experiment: Experiment,
  shape = knownShape(experiment.problem),
): Generator<RunSpec> {
  for (const spec of everyCombination(experiment, shape))
    yield { id: runId(spec, ruleOf(spec), shape?.contentHash), ...spec };
}

/** As `everyRun`, without the ids, which take longer to make than all the rest. */
export function* everyCombination(
  experiment: Experiment,
  shape = knownShape(experiment.problem),
): Generator<Omit<RunSpec, 'id'>> {
  const { problem } = experiment;
  if ('csv' in problem && !shape)
    throw new RangeError(`shape = undefined — expected that of ${problem.csv}, once it is read`);
  const rows = rowsOf(problem, shape);
  const length = lengthOf(experiment, shape);
  const samples = samplesOf(experiment);
  for (const choice of experiment.optimizers) {
    const rule = ruleOf(choice);
    const schedule = withUnit(choice.schedule ?? experiment.schedule, experiment);
    const ownRate = rateOfSchedule(schedule);
    for (const given of rows === undefined ? [null] : experiment.batch_size) {
      const size = rowsOfBatch(given, rows);
      const { batchSize, stepsPerEpoch } = batchesOf(given, rows, length.epochs ?? 1);
      const steps = length.steps ?? stepsAfter(stepsPerEpoch, length.epochs ?? 1);
      for (const lr of ratesOf(choice, experiment)) {
        const scale = (given: number) => scaledRate(given, size, experiment);
        const rate = ownRate ?? scale(lr);
        const layerRates = ratesByLayer(choice.layer_lr, problem, rate, scale);
        for (const settings of combinationsOf(choice.hyperparameters)) {
          const hyperparameters = rule ? fillSettings(rule, { ...settings, lr: rate }) : {};
          for (const { seed, problem: ofSeed } of samples)
            yield {
              problem: ofSeed,
              optimizer: choice.optimizer,
              ...(choice.rule && { rule: choice.rule }),
              hyperparameters,
              ...(layerRates && { layerRates: [...layerRates] }),
              schedule,
              batchSize,
              seed,
              steps,
              stepsPerEpoch,
              evaluateEvery: experiment.evaluate_every ?? 1,
              stop: experiment.stop ?? {},
              engine: experiment.engine ?? 'auto',
            };
        }
      }
    }
  }
}

interface Sample {
  readonly seed: number | null;
  readonly problem: Problem;
}

/** What chance makes of the problem; the same for all optimizers. */
function samplesOf({ problem, seed }: Experiment): Sample[] {
  if (!isRandom(problem)) return [{ seed: null, problem }];
  return seed.map((each) => ({ seed: each, problem: problemOfSeed(problem, each) }));
}

/** A run says itself what its schedule counts. */
function withUnit(choice: ScheduleChoice | undefined, { problem }: Experiment): ScheduleChoice | null {
  if (!choice) return null;
  return choice.per === undefined && unitOf(choice, problem) === 'epoch'
    ? { ...choice, per: 'epoch' }
    : choice;
}

/** How many runs `expandExperiment` gives, or more where optimizers are there twice; none is made for it. */
export function countRuns(experiment: Experiment): number {
  return countOf(experiment, (values) => new Set(values).size);
}

/** How many `everyCombination` gives. */
export function countEveryCombination(experiment: Experiment): number {
  return countOf(experiment, ({ length }) => length);
}

function countOf(experiment: Experiment, count: (values: readonly unknown[]) => number): number {
  const methods = experiment.optimizers.reduce(
    (sum, choice) =>
      sum + count(ratesOf(choice, experiment)) * countCombinations(choice.hyperparameters, count),
    0,
  );
  const { problem, batch_size, seed } = experiment;
  const samples = isRandom(problem) ? methods * count(seed) : methods;
  return trainsOnData(problem) ? samples * count(batch_size.map(stableText)) : samples;
}
