/** Trainings at their start, as a device has them. */
import { createState } from '../../rule/run/kernel.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Task } from '../engine.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Device } from './deviceAccess.ts';
import { DeviceRun } from './deviceRun.ts';
import { ExampleTable } from './exampleTable.ts';
import type { GpuPlan } from './gpuPlan.ts';
import { budgetOf } from './stepBudget.ts';
import { StepsAhead } from './stepsAhead.ts';
import { compileUniformRows } from './uniformRows.ts';

export function startOf(task: Task): Checkpoint {
  const { rule, hyperparametersAt } = task.method;
  const { start } = task.kind === 'surface' ? task.objective : task.model;
  const parameters = Float32Array.from(start);
  const state = createState(rule, parameters, hyperparametersAt(0), (size) => new Float32Array(size));
  return { stepsDone: 0, parameters, state };
}

/**
 * A run with a table of its own.
 * @param name One that no other run on any device has had.
 * @param plan Of the task.
 * @throws {GpuError} if the device can't, or is lost.
 */
export function beginOnDevice(device: Device, name: string, task: Task, plan: GpuPlan): Promise<DeviceRun> {
  const { rule, hyperparametersAt } = task.method;
  const uniformRows = compileUniformRows(rule, hyperparametersAt, plan.rowLength);
  const examples = task.kind === 'model' ? { table: new ExampleTable(task.model), model: task.model } : null;
  return DeviceRun.create(device, name, { plan, examples, uniformRows }, startOf(task));
}

/** The same with requests as a race has them: so long, and so many at once. */
export async function beginAhead(
  device: Device,
  name: string,
  task: Task,
  plan: GpuPlan,
): Promise<StepsAhead> {
  const run = await beginOnDevice(device, name, task, plan);
  return new StepsAhead(run, budgetOf(plan, task.kind), new Checkpoints(startOf(task)));
}
