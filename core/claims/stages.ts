/** Training in stages, each with a batch size and a rate of its own: weights and the optimizer's state go on, as in one run. */
import { float64Engine } from '../engine/cpu/float64Engine.ts';
import { taskOf } from '../engine/createRunner.ts';
import type { Trainer } from '../engine/engine.ts';
import { shapeOfData } from '../experiment/dataShape.ts';
import { everyRun } from '../experiment/expand.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { createBatches } from '../problems/data/batches.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { stepsAfter } from '../problems/epochs.ts';
import { createRandom } from '../random.ts';
import type { StagesProtocol, TrainingStage } from './claim.ts';
import { wholeObjective } from './sharpness.ts';

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
  options: StageOptions,
): Promise<TrainedWay> {
  const steps = [0];
  const losses: number[] = [];
  let trainer: Trainer | undefined;
  for (const [number, stage] of stages.entries()) {
    const begin: number = steps.at(-1) ?? 0;
    const { next, perEpoch, lossAt } = await trainerOf(protocol, stage, {
      ...options,
      number,
      begin,
      trainer,
    });
    trainer = next;
    if (number === 0) losses.push(lossAt());
    for (let epoch = 1; epoch <= stage.epochs; epoch++) {
      await takeSteps(trainer, begin + stepsAfter(perEpoch, epoch));
      steps.push(trainer.stepsDone);
      losses.push(lossAt());
      options.onEpoch?.();
      if (!Number.isFinite(losses.at(-1))) return { steps, losses, evaluated: Number.NaN };
    }
  }
  return { steps, losses, evaluated: (await trainer?.evaluate?.())?.loss ?? Number.NaN };
}

/** Steps to `goal`, and no more of a run that is lost. */
async function takeSteps(trainer: Trainer, goal: number): Promise<void> {
  while (trainer.stepsDone < goal) {
    await trainer.run(goal - trainer.stepsDone, Number.MAX_VALUE);
    if (!Number.isFinite(trainer.measured.loss.at(-1))) return;
  }
}

async function trainerOf(
  protocol: StagesProtocol,
  stage: TrainingStage,
  {
    data,
    seed,
    number,
    begin,
    trainer,
  }: StageOptions & {
    readonly number: number;
    readonly begin: number;
    readonly trainer: Trainer | undefined;
  },
) {
  const experiment = parseExperiment({ ...experimentOfStage(protocol, stage), seed: [seed] });
  const [spec] = everyRun(experiment, shapeOfData(data));
  const task = spec && taskOf(spec, data);
  if (!spec || task?.kind !== 'model') throw new RangeError(`stage ${number} — expected a model with data`);
  const { training, batchSize } = task.model;
  // The same order for the same stage of each way, another in each stage.
  const batchesFrom = () => createBatches(training.rows, batchSize, createRandom(seed, number + 1));
  const from = trainer?.checkpoint?.();
  const next = await float64Engine.createTrainer(
    // Steps are counted on: some rules go by them.
    { ...task, model: { ...task.model, batchesFrom }, ...(from && { from: { ...from, stepsDone: begin } }) },
    null,
  );
  const whole = wholeObjective(task);
  return {
    next,
    perEpoch: spec.stepsPerEpoch,
    lossAt: () => whole.loss(Float64Array.from(next.checkpoint?.()?.parameters ?? [])),
  };
}
