import type { Objective } from '../objective.ts';
import type { ModelTask } from './modelTask.ts';

/**
 * A network trained on mini-batches, in float64.
 * @param stepsDone After how many steps it begins. Default: 0.
 */
export function modelObjective(task: ModelTask, stepsDone = 0): Objective {
  const { model, training, validation, start } = task;
  const batches = task.batchesFrom(stepsDone);
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
    hessianProduct: (parameters, direction, product) =>
      model.hessianProduct(parameters, training, rows, direction, product),
    evaluate: (parameters) => model.evaluate(parameters, validation ?? training),
  };
}
