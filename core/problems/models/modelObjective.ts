import type { Objective } from '../objective.ts';
import type { ModelTask } from './modelTask.ts';

/** A network trained on mini-batches, in float64. */
export function modelObjective({ model, training, validation, start, batches }: ModelTask): Objective {
  let rows = batches.next();
  return {
    start,
    tensors: model.tensors,
    stepsPerEpoch: batches.stepsPerEpoch,
    next() {
      rows = batches.next();
    },
    loss: (parameters) => model.loss(parameters, training, rows),
    lossAndGradient: (parameters, gradient) => model.lossAndGradient(parameters, training, rows, gradient),
    evaluate: (parameters) => model.evaluate(parameters, validation ?? training),
  };
}
