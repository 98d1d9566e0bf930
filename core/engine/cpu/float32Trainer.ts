import type { ModelTask } from '../../problems/models/modelTask.ts';
import type { Method } from './method.ts';
import { createNetworkTrainer } from './network/createNetworkTrainer.ts';
import type { Kernels } from './network/kernelBytes.ts';
import type { Trainer } from './trainer.ts';

/**
 * The engine for networks: whole steps in WebAssembly, in single precision.
 * @throws {RangeError} if the network and its data don't fit into memory.
 */
export function createFloat32Trainer(
  { widths, options, training, validation, start, batches, batchSize }: ModelTask,
  { rule, hyperparametersAt, observe }: Method,
  kernels: Kernels,
): Trainer {
  const trainer = createNetworkTrainer({
    ...{ kernels, widths, ...options, rule, hyperparametersAt, training, batches, batchSize, start },
    ...(validation && { validation }),
    ...(observe && { stepsAhead: 1 }),
  });
  const judged = validation ? 'validation' : 'training';
  const lossAtStart = Float64Array.of(trainer.loss);
  return {
    engine: { precision: 'float32', description: trainer.description },
    get stepsDone() {
      return trainer.stepsDone;
    },
    run(steps, limit) {
      const taken = trainer.run(steps, limit);
      observe?.(trainer.stepsDone, trainer.loss);
      return taken;
    },
    get losses() {
      return trainer.stepsDone === 0 ? lossAtStart : trainer.losses;
    },
    path: null,
    evaluate: () => trainer.evaluate(judged),
  };
}
