/** The engine for networks: whole steps in WebAssembly, in single precision. */
import { trainsOnData } from '../../experiment/modelProblem.ts';
import type { EngineFacts } from '../../race/engineFacts.ts';
import type { Engine, ModelRun, Trainer } from '../engine.ts';
import { createNetworkTrainer } from './network/createNetworkTrainer.ts';
import type { Kernels } from './network/kernelBytes.ts';
import type { Threads } from './network/networkTrainer.ts';
import { TrainerMemories } from './network/trainerMemory.ts';
import { usefulThreads } from './network/usefulThreads.ts';

/**
 * @param kernels Or why there are none, as a clause.
 * @param threads Others that may help, as far as it pays. Default: none.
 */
export function float32Engine(kernels: Kernels | string, threads?: Threads): Engine {
  const memories = new TrainerMemories();
  return {
    supports({ problem, engine }) {
      if (!trainsOnData(problem) || engine === 'float64') return { supported: false, reason: null };
      return typeof kernels === 'string' ? { supported: false, reason: kernels } : { supported: true };
    },
    createTrainer(task, reason) {
      if (task.kind === 'model' && typeof kernels === 'object')
        return createFloat32Trainer(task, reason, { kernels, memories, threads });
      throw new RangeError(`task = ${task.kind} — expected a model, and kernels`);
    },
  };
}

interface Surroundings {
  readonly kernels: Kernels;
  /** Of this thread. */
  readonly memories: TrainerMemories;
  readonly threads: Threads | undefined;
}

function createFloat32Trainer(
  { model, method, from }: ModelRun,
  reason: string | null,
  { kernels, memories, threads }: Surroundings,
): Trainer {
  const { widths, options, training, validation, start, batchSize } = model;
  const { rule, hyperparametersAt, layerRatesAt, observe } = method;
  const batches = model.batchesFrom(from?.stepsDone ?? 0);
  const trainer = createNetworkTrainer({
    ...{
      kernels,
      memories,
      widths,
      ...options,
      rule,
      hyperparametersAt,
      training,
      batches,
      batchSize,
      start,
    },
    ...(layerRatesAt && { layerRatesAt }),
    ...(from && { from }),
    ...(validation && { validation }),
    ...(observe && { stepsAhead: 1 }),
    ...(threads && { threads: { ...threads, count: usefulThreads({ widths, batchSize }, threads.count) } }),
  });
  const judged = validation ? 'validation' : 'training';
  const lossAtStart = Float64Array.of(trainer.loss);
  let together = 1;
  let hasRun = false;
  return {
    get engine(): EngineFacts {
      const { description } = trainer;
      const helped = together > 1 ? `, ${together} threads` : '';
      const since = reason ? `, since ${reason}` : '';
      return {
        ...{ precision: 'float32', threads: together, description: `${description}${helped}${since}` },
        ...(reason && { reason }),
      };
    },
    get stepsDone() {
      return trainer.stepsDone;
    },
    run(steps, limit) {
      together = Math.max(together, trainer.threads);
      hasRun = true;
      const taken = trainer.run(steps, limit);
      observe?.(trainer.stepsDone, trainer.loss);
      return taken;
    },
    get measured() {
      return { loss: hasRun ? trainer.losses : lossAtStart };
    },
    evaluate: () => trainer.evaluate(judged),
    checkpoint: () => trainer.checkpoint(),
    dispose: () => trainer.dispose(),
  };
}
