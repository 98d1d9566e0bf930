import type { RunSpec } from '../experiment/expand.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { findOptimizer } from '../optimizers/index.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { modelObjective } from '../problems/models/modelObjective.ts';
import { type ModelTask, modelTask } from '../problems/models/modelTask.ts';
import type { Objective } from '../problems/objective.ts';
import { surfaceObjective } from '../problems/surfaces/surfaceObjective.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { compileFloat64 } from '../rule/run/javascriptKernel.ts';
import { createFloat32Trainer } from './cpu/float32Trainer.ts';
import { createFloat64Trainer } from './cpu/float64Trainer.ts';
import type { Kernels } from './cpu/network/kernelBytes.ts';
import type { Threads } from './cpu/network/networkTrainer.ts';
import { createStepper } from './cpu/stepper.ts';
import { createHyperparametersAt, scheduledNames } from './hyperparameters.ts';
import type { Method } from './method.ts';
import { Runner } from './runner.ts';
import { createRunSchedule } from './runSchedule.ts';
import type { Trainer } from './trainer.ts';

export interface RunnerOptions {
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
  /** For networks in single precision; or, in words, why there are none. Default: none, without a reason. */
  readonly kernels?: Kernels | string;
  /** Others that may help with a network in single precision. Default: none. */
  readonly threads?: Threads | undefined;
}

/**
 * A run at its start.
 * @param data That of its problem; null on surfaces.
 * @throws {RangeError} if the run asks for a problem or an optimizer that there isn't, or for more memory than there is.
 */
export function createRunner(spec: RunSpec, data: PreparedDataset | null, options: RunnerOptions): Runner {
  return new Runner(spec, createTrainer(spec, data, options), options.now);
}

function createTrainer(
  spec: RunSpec,
  data: PreparedDataset | null,
  { kernels, threads }: RunnerOptions,
): Trainer {
  const method = methodOf(spec);
  if (!data) return createFloat64(surfaceObjectiveOf(spec), method);
  const task = taskOf(spec, data);
  if (typeof kernels === 'object' && spec.engine === 'auto')
    return createFloat32Trainer(task, method, kernels, threads);
  const reason = spec.engine === 'auto' && typeof kernels === 'string' ? kernels : undefined;
  return createFloat64(modelObjective(task), method, reason);
}

function createFloat64(
  objective: Objective,
  { rule, hyperparametersAt, observe }: Method,
  reason?: string,
): Trainer {
  const kernel = compileFloat64(rule, objective.tensors);
  return createFloat64Trainer(
    objective,
    createStepper(objective, kernel, hyperparametersAt, observe),
    reason,
  );
}

function methodOf(spec: RunSpec): Method {
  const { hyperparameters } = spec;
  const optimizer = findOptimizer(spec.optimizer);
  if (!optimizer) throw new RangeError(`optimizer = ${spec.optimizer} — expected an optimizer of the table`);
  const runSchedule = createRunSchedule(spec);
  const schedule = runSchedule?.schedule ?? null;
  return {
    rule: resolve(optimizer.rule, hyperparameters, scheduledNames(schedule, hyperparameters)),
    hyperparametersAt: createHyperparametersAt(hyperparameters, schedule),
    ...(runSchedule?.readsLosses && { observe: runSchedule.observe }),
  };
}

function surfaceObjectiveOf({ problem }: RunSpec): Objective {
  const surface = surfaceOf(problem);
  if (!surface || trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a surface, or data to train on`);
  return surfaceObjective(surface, problem.start);
}

function taskOf({ problem, batchSize, seed }: RunSpec, { training, validation }: PreparedDataset): ModelTask {
  if (!trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a model to train on the data`);
  const size = batchSize === 'full' || batchSize === null ? training.rows : batchSize;
  const { hidden, activation, init } = problem;
  const loss = training.classes === 0 ? 'mse' : 'cross_entropy';
  const options = { loss, ...(activation && { activation }), ...(init && { init }) } as const;
  return modelTask(training, hidden, size, seed ?? 0, options, validation);
}
