/** The engine for networks: whole steps in WebAssembly, in single precision. */
import { trainsOnData } from '../../experiment/modelProblem.ts';
import type { ModelTask } from '../../problems/models/modelTask.ts';
import type { EngineFacts } from '../../race/engineFacts.ts';
import { programKey } from '../../rule/plan/resolver.ts';
import type { Engine, ModelRun, Trainer } from '../engine.ts';
import { createNetworkTrainer } from './network/createNetworkTrainer.ts';
import type { Kernels } from './network/kernelBytes.ts';
import type { Threads } from './network/networkTrainer.ts';
import { isSame, TrainerMemories } from './network/trainerMemory.ts';
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
  run: ModelRun,
  reason: string | null,
  { kernels, memories, threads }: Surroundings,
): Trainer {
  const { model, method, from } = run;
  const { widths, options, training, validation, start, batchSize } = model;
  const { rule, observe } = method;
  let now = method;
  const batches = model.batchesFrom(from?.stepsDone ?? 0);
  const trainer = createNetworkTrainer({
    ...{
      kernels,
      memories,
      widths,
      ...options,
      rule,
      hyperparametersAt: (stepsDone: number) => now.hyperparametersAt(stepsDone),
      training,
      batches,
      batchSize,
      start,
    },
    ...(method.layerRatesAt && { layerRatesAt: (stepsDone) => now.layerRatesAt?.(stepsDone) ?? [] }),
    ...(from && { from }),
    ...(validation && { validation }),
    ...(observe && { stepsAhead: 1 }),
    ...(threads && { threads: { ...threads, count: usefulThreads({ widths, batchSize }, threads.count) } }),
  });
  const judged = validation ? 'validation' : 'training';
  let lossAtStart = Float64Array.of(trainer.loss);
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
      now.observe?.(trainer.stepsDone, trainer.loss);
      return taken;
    },
    get measured() {
      return { loss: hasRun ? trainer.losses : lossAtStart };
    },
    evaluate: () => trainer.evaluate(judged),
    checkpoint: () => trainer.checkpoint(),
    restart(another) {
      if (!canFollow(run, another)) return false;
      now = another.method;
      trainer.restart({ start: another.model.start, batches: another.model.batchesFrom(0) });
      lossAtStart = Float64Array.of(trainer.loss);
      hasRun = false;
      return true;
    },
    dispose: () => trainer.dispose(),
  };
}

/**
 * Whether another run, from its start, can have the place of one: the same network on the same data, by a rule of the same
 * program.
 */
function canFollow(run: ModelRun, { model, method, from }: ModelRun): boolean {
  const { model: known, method: knownMethod } = run;
  const shapeOf = ({ widths, options }: ModelTask) => JSON.stringify([widths, options]);
  return (
    from === undefined &&
    isSame(known.training, model.training) &&
    model.batchSize <= known.batchSize &&
    Boolean(method.layerRatesAt) === Boolean(knownMethod.layerRatesAt) &&
    Boolean(method.observe) === Boolean(knownMethod.observe) &&
    (method.rule === knownMethod.rule || programKey(method.rule) === programKey(knownMethod.rule)) &&
    (model.widths === known.widths || shapeOf(model) === shapeOf(known))
  );
}
