import { batchRows } from '../experiment/batchSize.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Recording } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { type ModelTask, modelTask } from '../problems/models/modelTask.ts';
import type { Objective } from '../problems/objective.ts';
import { surfaceObjective } from '../problems/surfaces/surfaceObjective.ts';
import type { RunCheckpoint } from './checkpoint.ts';
import type { Engine, Task } from './engine.ts';
import { chooseEngine } from './engines.ts';
import { createMethod } from './method.ts';
import { Runner } from './runner.ts';

export interface RunnerOptions {
  /** Those of the machine, the preferred ones first. */
  readonly engines: readonly Engine[];
  readonly recording: Recording;
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
}

/**
 * A run at its start, or where it goes on.
 * @param data That of its problem; null on surfaces.
 * @param from Where it goes on; null at its start.
 * @throws {RangeError} if the run asks for a problem or an optimizer that there isn't, for more memory than there is, or
 *   to go on from where another stood.
 */
export async function createRunner(
  spec: RunSpec,
  data: PreparedDataset | null,
  { engines, recording, now }: RunnerOptions,
  from: RunCheckpoint | null = null,
): Promise<Runner> {
  const { engine, reason } = chooseEngine(engines, spec);
  const task = taskOf(spec, data, from);
  if (from) expectFit(task, from);
  const trainer = await engine.createTrainer(task, reason);
  const { rule, seen } = task.method;
  const size = startOf(task).length * (1 + rule.state.length);
  const runner = new Runner(spec, trainer, recording, now, { from, seen, size });
  try {
    await runner.start();
  } catch (error) {
    runner.dispose();
    throw error;
  }
  return runner;
}

function startOf(task: Task): ArrayLike<number> {
  return task.kind === 'surface' ? task.objective.start : task.model.start;
}

function expectFit(task: Task, { trainer: { parameters, state } }: RunCheckpoint): void {
  const start = startOf(task);
  const { rule } = task.method;
  const found = [parameters.length, state.tensors.length, state.scalars.length];
  const expected = [start.length, rule.state.length, rule.scalars.length];
  const isWhole = state.tensors.every(({ length }) => length === parameters.length);
  if (isWhole && found.join() === expected.join()) return;
  throw new RangeError(
    `checkpoint = parameters, tensors and scalars ${found.join(', ')} — expected ${expected.join(', ')}`,
  );
}

export function taskOf(
  spec: RunSpec,
  data: PreparedDataset | null,
  checkpoint: RunCheckpoint | null = null,
): Task {
  const method = createMethod(spec, checkpoint?.seen);
  const steps = { method, ...(checkpoint && { from: checkpoint.trainer }) };
  return data
    ? { kind: 'model', model: modelTaskOf(spec, data), ...steps }
    : { kind: 'surface', ...surfaceIn(spec), ...steps };
}

function surfaceIn({ problem }: RunSpec): { readonly objective: Objective; readonly text: string } {
  const surface = surfaceOf(problem);
  if (!surface || trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a surface, or data to train on`);
  return { objective: surfaceObjective(surface, problem.start), text: surface.text };
}

/** @throws {RangeError} if the run doesn't train on data. */
export function modelTaskOf(
  { problem, batchSize, seed }: RunSpec,
  { training, validation }: PreparedDataset,
): ModelTask {
  if (!trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a model to train on the data`);
  const batch = batchRows(batchSize ?? 'full', training.rows);
  const { hidden, activation, init } = problem;
  const loss = training.classes === 0 ? 'mse' : 'cross_entropy';
  const options = { loss, ...(activation && { activation }), ...(init && { init }) } as const;
  return modelTask(training, hidden, batch, seed ?? 0, options, validation);
}
