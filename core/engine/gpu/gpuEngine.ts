/**
 * The engine for networks on a GPU: whole steps on a device that answers later. Examples, first parameters and all that a
 * step needs to know beside them are sent; losses come back. A run that the GPU can't compute, or not any more, is the CPU's.
 */
import { trainsOnData } from '../../experiment/modelProblem.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import { messageOf } from '../../messageOf.ts';
import type { ActivationName } from '../../problems/models/activations/index.ts';
import type { LossName } from '../../problems/models/losses/index.ts';
import type { ModelTask } from '../../problems/models/modelTask.ts';
import { createState } from '../../rule/run/kernel.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Awaitable, Engine, ModelRun, Trainer } from '../engine.ts';
import type { Method } from '../method.ts';
import { createRunSchedule } from '../runSchedule.ts';
import { onCpu, type Verdict } from './auto/verdict.ts';
import { DeviceAccess, type DeviceAccessOptions } from './deviceAccess.ts';
import { ExampleTable } from './exampleTable.ts';
import type { GpuPlan } from './gpuPlan.ts';
import { createGpuTrainer } from './gpuTrainer.ts';
import { compileUniformRows } from './uniformRows.ts';

/** @throws {RangeError} if a device can't compute such a training. */
export type PlanNetwork = (options: {
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  readonly activation: ActivationName;
  readonly loss: LossName;
  readonly rule: ResolvedRule;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
}) => GpuPlan;

/** How a thread gets to a device. */
export interface GpuOfThread extends DeviceAccessOptions {
  readonly planNetwork: PlanNetwork;
  /** Begins the names of its runs; no other thread has had it. */
  readonly name: string;
}

/**
 * @param gpu Or why there is none, as a clause.
 * @param createCpuTrainer Trains where the GPU can't, with the reason for that.
 * @param auto Whether to compute runs whose engine is "auto", and why. Default: none of them.
 */
export function gpuEngine(
  gpu: GpuOfThread | string,
  createCpuTrainer: (task: ModelRun, reason: string | null) => Awaitable<Trainer>,
  auto: Verdict = onCpu,
): Engine {
  const access = typeof gpu === 'object' ? new DeviceAccess(gpu) : null;
  const tables: ExampleTable[] = [];
  let names = 0;

  function tableOf(model: ModelTask): ExampleTable {
    const known = tables.find((each) => each.isOf(model));
    if (known) return known;
    const table = new ExampleTable(model);
    tables.push(table);
    return table;
  }

  return {
    supports(spec) {
      const { engine, problem } = spec;
      const isChosen = engine === 'gpu' || (engine === 'auto' && auto.onGpu);
      const obstacle = typeof gpu === 'string' ? gpu : obstacleTo(spec);
      if (trainsOnData(problem) && isChosen && obstacle === null) return { supported: true };
      if (!trainsOnData(problem)) return { supported: false, reason: null };
      return { supported: false, reason: isChosen ? obstacle : engine === 'auto' ? auto.reason : null };
    },
    async createTrainer(task) {
      if (task.kind !== 'model' || !access || typeof gpu === 'string')
        throw new RangeError(`task = ${task.kind} — expected a model, and a GPU`);
      const { model, method } = task;
      let plan: GpuPlan;
      try {
        const { widths, options, batchSize } = model;
        const { activation = 'tanh', loss } = options;
        plan = gpu.planNetwork({ widths, activation, loss, rule: method.rule, batchSize });
      } catch (error) {
        return createCpuTrainer(task, messageOf(error));
      }
      return createGpuTrainer({
        ...{ access, plan, model, task, createCpuTrainer },
        table: tableOf(model),
        uniformRows: compileUniformRows(method.rule, method.hyperparametersAt, plan.rowLength),
        from: task.from ?? startOf(model, method),
        nextName: () => `${gpu.name}/${names++}`,
        remark: auto.onGpu ? auto.reason : null,
      });
    },
  };
}

function obstacleTo(spec: RunSpec): string | null {
  if (!createRunSchedule(spec)?.readsLosses) return null;
  return 'its schedule needs each loss before the next step, and a GPU takes many steps at once';
}

/** The run at its start, as a device has it. */
function startOf({ start }: ModelTask, { rule, hyperparametersAt }: Method): Checkpoint {
  const parameters = Float32Array.from(start);
  const state = createState(rule, parameters, hyperparametersAt(0), (size) => new Float32Array(size));
  return { stepsDone: 0, parameters, state };
}
