import { trainsOnData } from '../experiment/modelProblem.ts';
import type { Recording } from '../experiment/recording.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import { type ModelTask, modelTask } from '../problems/models/modelTask.ts';
import type { Objective } from '../problems/objective.ts';
import { surfaceObjective } from '../problems/surfaces/surfaceObjective.ts';
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
 * A run at its start.
 * @param data That of its problem; null on surfaces.
 * @throws {RangeError} if the run asks for a problem or an optimizer that there isn't, or for more memory than there is.
 */
export async function createRunner(
  spec: RunSpec,
  data: PreparedDataset | null,
  { engines, recording, now }: RunnerOptions,
): Promise<Runner> {
  const { engine, reason } = chooseEngine(engines, spec);
  const trainer = await engine.createTrainer(taskOf(spec, data), reason);
  const runner = new Runner(spec, trainer, recording, now);
  await runner.start();
  return runner;
}

/** @internal */
export function taskOf(spec: RunSpec, data: PreparedDataset | null): Task {
  const method = createMethod(spec);
  return data
    ? { kind: 'model', model: modelOf(spec, data), method }
    : { kind: 'surface', ...surfaceIn(spec), method };
}

function surfaceIn({ problem }: RunSpec): { readonly objective: Objective; readonly text: string } {
  const surface = surfaceOf(problem);
  if (!surface || trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a surface, or data to train on`);
  return { objective: surfaceObjective(surface, problem.start), text: surface.text };
}

function modelOf(
  { problem, batchSize, seed }: RunSpec,
  { training, validation }: PreparedDataset,
): ModelTask {
  if (!trainsOnData(problem))
    throw new RangeError(`problem = ${JSON.stringify(problem)} — expected a model to train on the data`);
  const size = batchSize === 'full' || batchSize === null ? training.rows : batchSize;
  const { hidden, activation, init } = problem;
  const loss = training.classes === 0 ? 'mse' : 'cross_entropy';
  const options = { loss, ...(activation && { activation }), ...(init && { init }) } as const;
  return modelTask(training, hidden, size, seed ?? 0, options, validation);
}
