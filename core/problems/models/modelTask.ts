/** A network with the data that it learns from and everything random, for any engine to train. */
import { createRandom } from '../../random.ts';
import { type Batches, type BatchRows, createBatches, largestBatch } from '../data/batches.ts';
import type { Dataset } from '../data/dataset.ts';
import { findLoss, type LossName } from './losses/index.ts';
import type { Loss } from './losses/loss.ts';
import { createMlp, type Examples, type Mlp, type MlpOptions } from './mlp.ts';

/** Streams of a run's seed, so that the initial weights don't depend on how often batches were drawn. */
const streams = { weights: 0, batches: 1 };

export interface ModelTask {
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  readonly options: MlpOptions & { readonly loss: LossName };
  readonly model: Mlp;
  readonly training: Examples;
  /** Held out; null where there are none. */
  readonly validation: Examples | null;
  readonly start: Float64Array;
  /** The mini-batches of the step that follows `stepsDone` steps, and of those after it; the same at each call. */
  batchesFrom(stepsDone: number): Batches;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
}

/**
 * @param hidden Widths of the hidden layers.
 * @param batch Rows of a mini-batch, 1 … data.rows; all rows is batch gradient descent.
 * @param heldOut What the model is evaluated on. Default: `data` itself.
 * @throws {RangeError} if the loss does not fit the data.
 */
export function modelTask(
  data: Dataset,
  hidden: readonly number[],
  batch: BatchRows,
  seed: number,
  { loss = 'cross_entropy', ...others }: MlpOptions = {},
  heldOut: Dataset | null = null,
): ModelTask {
  const { target } = findLoss(loss);
  const { examples, outputs } = examplesOf(data, target);
  const widths = [data.features, ...hidden, outputs];
  const options = { ...others, loss };
  const model = createMlp(widths, options);
  return {
    widths,
    options,
    model,
    training: examples,
    validation: heldOut && examplesOf(heldOut, target).examples,
    start: model.initialize(createRandom(seed, streams.weights)),
    batchesFrom(stepsDone) {
      const batches = createBatches(data.rows, batch, createRandom(seed, streams.batches));
      for (let step = 0; step < stepsDone; step++) batches.next();
      return batches;
    },
    batchSize: largestBatch(batch),
  };
}

/**
 * A data set as a loss reads it, and how many outputs a model of it has. A loss that compares numbers gets those of
 * the data set or, where it has none, numbers made of the classes: a 1 for the example's class and a 0 for each
 * other. Two classes make one number, the class itself.
 * @throws {RangeError} if the loss compares classes and the data set has none.
 */
function examplesOf(data: Dataset, target: Loss['target']): { examples: Examples; outputs: number } {
  if (target === 'class') {
    if (data.classes === 0)
      throw new RangeError('loss = cross_entropy — expected a loss of numbers for data without classes');
    return { examples: data, outputs: data.classes };
  }
  const targets = data.targets ?? numbersOf(data);
  const { rows, inputs } = data;
  return { examples: { rows, inputs, targets }, outputs: targets.length / rows };
}

function numbersOf({ rows, classes, labels }: Dataset): Float64Array {
  if (classes === 2) return Float64Array.from(labels);
  const oneHot = new Float64Array(rows * classes);
  for (const [row, label] of labels.entries()) oneHot[row * classes + label] = 1;
  return oneHot;
}
