/** Training in stages, each with a batch size and a rate of its own: weights and the optimizer's state go on, as in one run. */
import { float64Engine } from '../engine/cpu/float64Engine.ts';
import { taskOf } from '../engine/createRunner.ts';
import type { Trainer } from '../engine/engine.ts';
import { createHyperparametersAt } from '../engine/hyperparameters.ts';
import { wholeObjective } from '../engine/wholeObjective.ts';
import { epochsAfter, stepsAfter } from '../epochs.ts';
import { shapeOfData } from '../experiment/dataShape.ts';
import { everyRun } from '../experiment/expand.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { createBatches, stepsPerEpochOf } from '../problems/data/batches.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { createRandom } from '../random.ts';
import type { StagesProtocol, TrainingStage } from './claim.ts';

/** What came of a way through its stages. */
export interface TrainedWay {
  /** After how many updates each epoch ended, the start first. */
  readonly steps: readonly number[];
  /** The loss there, over all rows that it trains on. */
  readonly losses: readonly number[];
  /** At the end, over the rows that are held out or, where there are none, the same. */
  readonly evaluated: number;
}

export interface StageOptions {
  readonly data: PreparedDataset;
  readonly seed: number;
  /** Called after each epoch. */
  readonly onEpoch?: () => void;
}

/** A stage as an experiment with one run. */
export function experimentOfStage(
  { problem, optimizer, settings }: StagesProtocol,
  { epochs, batch_size, lr }: TrainingStage,
): Readonly<Record<string, unknown>> {
  const optimizers = [{ optimizer, hyperparameters: settings }];
  return { problem, optimizers, lr: [lr], batch_size: [batch_size], epochs };
}

/** @throws {ExperimentError} or a RangeError where a stage can't run: see `parseClaim`. */
export async function trainInStages(
  protocol: StagesProtocol,
  stages: readonly TrainingStage[],
  { data, seed, onEpoch }: StageOptions,
): Promise<TrainedWay> {
  const { rows } = data.training;
  const sizes = stages.map(({ epochs, batch_size }) => ({
    epochs,
    size: batch_size === 'full' ? rows : batch_size,
  }));
  const stepsPerEpoch = stepsPerEpochOf(rows, sizes);
  const task = taskOfWay(protocol, stages, { data, seed });
  const stageAt = (stepsDone: number) => stageAfter(stages, epochsAfter(stepsPerEpoch, stepsDone));
  const rateAt = (stepsDone: number) => stages[stageAt(stepsDone)]?.lr ?? Number.NaN;
  // Another order of the rows in each stage, the same in the same stage of each way.
  const ofStages = sizes.map(({ size }, stage) => createBatches(rows, size, createRandom(seed, stage + 1)));
  let drawn = 0;
  const next = () => ofStages[stageAt(drawn++)]?.next() ?? new Int32Array();
  const model = { ...task.model, batchesFrom: () => ({ stepsPerEpoch, next }) };
  const method = { ...task.method, hyperparametersAt: createHyperparametersAt(task.settings, rateAt) };
  const trainer = await float64Engine.createTrainer({ kind: 'model', model, method }, null);
  const whole = wholeObjective(task);
  const lossNow = () => whole.loss(Float64Array.from(trainer.checkpoint?.()?.parameters ?? []));
  const steps = [0];
  const losses = [lossNow()];
  const epochs = stages.reduce((sum, stage) => sum + stage.epochs, 0);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await takeSteps(trainer, stepsAfter(stepsPerEpoch, epoch));
    steps.push(trainer.stepsDone);
    losses.push(lossNow());
    onEpoch?.();
    if (!Number.isFinite(losses.at(-1))) return { steps, losses, evaluated: Number.NaN };
  }
  return { steps, losses, evaluated: (await trainer.evaluate?.())?.loss ?? Number.NaN };
}

/** Steps to `goal`, and no more of a run that is lost. */
async function takeSteps(trainer: Trainer, goal: number): Promise<void> {
  while (trainer.stepsDone < goal) {
    await trainer.run(goal - trainer.stepsDone, Number.MAX_VALUE);
    if (!Number.isFinite(trainer.measured.loss.at(-1))) return;
  }
}

/** The model and the rule of all stages, and the settings that they have but for the rate. */
function taskOfWay(
  protocol: StagesProtocol,
  [first]: readonly TrainingStage[],
  { data, seed }: Pick<StageOptions, 'data' | 'seed'>,
) {
  if (!first) throw new RangeError('stages = [] — expected at least one');
  const experiment = parseExperiment({ ...experimentOfStage(protocol, first), seed: [seed] });
  const [spec] = everyRun(experiment, shapeOfData(data));
  const task = spec && taskOf(spec, data);
  if (!spec || task?.kind !== 'model') throw new RangeError('problem — expected a model with data');
  return { ...task, settings: spec.hyperparameters };
}

/** The place of the stage that goes on after so many epochs. */
function stageAfter(stages: readonly TrainingStage[], epochs: number): number {
  let left = epochs;
  for (const [place, stage] of stages.entries()) {
    if (left < stage.epochs) return place;
    left -= stage.epochs;
  }
  return stages.length - 1;
}
