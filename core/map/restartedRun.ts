/** Runs the networks of a map by the engine of races, one after the other in the place of the first. */
import { modelTaskOf } from '../engine/createRunner.ts';
import type { ModelRun, Trainer } from '../engine/engine.ts';
import type { ChosenEngine } from '../engine/engines.ts';
import { createMethod } from '../engine/method.ts';
import type { MappedRun } from '../experiment/map/mapSettings.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import type { ModelTask } from '../problems/models/modelTask.ts';
import { createResolver } from '../rule/plan/resolver.ts';
import { followTrainer, strideOf } from './followTrainer.ts';
import { keepBatches } from './keptBatches.ts';
import type { MapSpec } from './mapSpec.ts';
import type { RunCell } from './networkRun.ts';
import { runAt } from './runAt.ts';

export interface RestartedRun extends RunCell {
  dispose(): void;
}

/** A rule whose conditions are decided otherwise, as by a momentum of 0, has a trainer of its own. */
const mostTrainers = 4;

export function createRestartedRun(
  spec: MapSpec,
  data: PreparedDataset,
  { engine, reason }: ChosenEngine,
): RestartedRun {
  const modelOf = modelsOf(spec, data);
  const resolve = createResolver();
  /** Those between two runs; one that takes a run's steps is that run's alone. */
  const idle: Trainer[] = [];
  let isDisposed = false;

  async function trainerOf(task: ModelRun): Promise<Trainer> {
    const at = idle.findIndex((each) => each.restart?.(task));
    return idle.splice(at, at < 0 ? 0 : 1)[0] ?? engine.createTrainer(task, reason);
  }

  function release(trainer: Trainer): void {
    // One that can't begin anew has done what it was for.
    if (isDisposed || !trainer.restart) trainer.dispose();
    else idle.push(trainer);
    if (idle.length > mostTrainers) idle.shift()?.dispose();
  }

  const runCell: RunCell = async (x, y, take, isGivenUp) => {
    const run = { ...runAt(spec, x, y), id: '' };
    const model = modelOf(run);
    const trainer = await trainerOf({ kind: 'model', model, method: createMethod(run, null, resolve) });
    const stride = strideOf(model.start.length, model.batchSize);
    try {
      return await followTrainer(trainer, { steps: run.steps, stride, isGivenUp, take });
    } finally {
      release(trainer);
    }
  };
  return Object.assign(runCell, {
    dispose() {
      isDisposed = true;
      for (const each of idle.splice(0)) each.dispose();
    },
  });
}

/** One of all runs where they have the same first weights and mini-batches. */
function modelsOf({ run: first, rows, x, y }: MapSpec, data: PreparedDataset): (run: MappedRun) => ModelTask {
  const axes = [x.setting, y.setting];
  const modelOf = (run: MappedRun) => modelTaskOf({ ...run, id: '' }, data);
  if (axes.includes('batch_size')) {
    // Room for the largest batch of any run.
    const batchSize = rows ?? data.training.rows;
    return (run) => ({ ...modelOf(run), batchSize });
  }
  if (axes.includes('seed')) return modelOf;
  const model = keepBatches(modelOf(first));
  return () => model;
}
