import { createRandom } from '../../random.ts';
import { createBatches } from '../data/batches.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Objective } from '../objective.ts';
import { createMlp } from './mlp.ts';

/** Streams of a run's seed, so that the initial weights don't depend on how often batches were drawn. */
const streams = { weights: 0, batches: 1 };

/**
 * A classifier trained on mini-batches of `data`.
 * @param hidden Widths of the hidden layers.
 * @param batchSize 1 … data.rows; all rows is batch gradient descent.
 */
export function modelObjective(
  data: Dataset,
  hidden: readonly number[],
  batchSize: number,
  seed: number,
): Objective {
  const model = createMlp([data.features, ...hidden, data.classes]);
  const batches = createBatches(data.rows, batchSize, createRandom(seed, streams.batches));
  let rows = batches.next();
  return {
    start: model.initialize(createRandom(seed, streams.weights)),
    stepsPerEpoch: batches.stepsPerEpoch,
    next() {
      rows = batches.next();
    },
    loss: (parameters) => model.loss(parameters, data, rows),
    lossAndGradient: (parameters, gradient) => model.lossAndGradient(parameters, data, rows, gradient),
    evaluate: (parameters) => model.evaluate(parameters, data),
  };
}
