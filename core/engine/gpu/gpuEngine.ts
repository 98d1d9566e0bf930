/**
 * The engine for networks and surfaces on a GPU: whole steps on a device that answers later. Examples, first parameters and
 * all that a step needs to know beside them are sent; losses come back, and positions. A run that the GPU can't compute, or
 * not any more, is the CPU's.
 */
import { trainsOnData } from '../../experiment/modelProblem.ts';
import { messageOf } from '../../messageOf.ts';
import type { ActivationName } from '../../problems/models/activations/index.ts';
import type { LossName } from '../../problems/models/losses/index.ts';
import type { ModelTask } from '../../problems/models/modelTask.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import type { Awaitable, Engine, Task, Trainer } from '../engine.ts';
import { onCpu, type Verdict } from './auto/verdict.ts';
import { startOf } from './beginOnDevice.ts';
import { DeviceAccess, type DeviceAccessOptions } from './deviceAccess.ts';
import { ExampleTable } from './exampleTable.ts';
import type { GpuPlan } from './gpuPlan.ts';
import { createGpuTrainer } from './gpuTrainer.ts';
import { type DeviceKind, kindOf } from './messages.ts';
import { obstacleTo } from './obstacleTo.ts';
import { compileUniformRows } from './uniformRows.ts';

/** What a device is to do; each throws a RangeError if no device can do such a thing. */
export interface Planners {
  planNetwork(
    options: DeviceKind & {
      /** Inputs, hidden layers …, outputs. */
      readonly widths: readonly number[];
      readonly activation: ActivationName;
      readonly loss: LossName;
      readonly rule: ResolvedRule;
      /** Rows of the largest mini-batch. */
      readonly batchSize: number;
    },
  ): GpuPlan;
  planSurface(options: {
    /** The formula in x and y, as people type it. */
    readonly text: string;
    readonly rule: ResolvedRule;
  }): GpuPlan;
}

/** How a thread gets to a device. */
export interface GpuOfThread extends DeviceAccessOptions {
  readonly planners: Planners;
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
  createCpuTrainer: (task: Task, reason: string | null) => Awaitable<Trainer>,
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
      // In single precision a surface gets down to 1e-14, in double precision to 1e-30: only who asks has it there.
      const isAuto = engine === 'auto' && trainsOnData(problem);
      const isChosen = engine === 'gpu' || (isAuto && auto.onGpu);
      // What holds of the run on any machine comes first: a race of such runs has no GPU opened.
      const obstacle = obstacleTo(spec) ?? (typeof gpu === 'string' ? gpu : null);
      if (isChosen && obstacle === null) return { supported: true };
      return { supported: false, reason: isChosen ? obstacle : isAuto ? auto.reason : null };
    },
    async createTrainer(task) {
      if (!access || typeof gpu === 'string') throw new RangeError('gpu = none — expected a way to one');
      const { rule, hyperparametersAt } = task.method;
      let plan: GpuPlan;
      try {
        plan = planOf(task, gpu.planners, await kindBehind(access));
      } catch (error) {
        return createCpuTrainer(task, messageOf(error));
      }
      return createGpuTrainer({
        ...{ access, plan, task, createCpuTrainer },
        examples: task.kind === 'model' ? { table: tableOf(task.model), model: task.model } : null,
        uniformRows: compileUniformRows(rule, hyperparametersAt, plan.rowLength),
        from: task.from ?? startOf(task),
        nextName: () => `${gpu.name}/${names++}`,
        remark: auto.onGpu ? auto.reason : null,
      });
    },
  };
}

/** Where there is no device, whoever asks for it next says why. */
async function kindBehind(access: DeviceAccess): Promise<DeviceKind> {
  const device = await access.open().catch(() => null);
  return device ? kindOf(device.facts) : { isSoftware: false, hasSubgroups: false };
}

function planOf(task: Task, { planNetwork, planSurface }: Planners, kind: DeviceKind): GpuPlan {
  const { rule } = task.method;
  if (task.kind === 'surface') return planSurface({ text: task.text, rule });
  const { widths, options, batchSize } = task.model;
  const { activation = 'tanh', loss } = options;
  return planNetwork({ widths, activation, loss, rule, batchSize, ...kind });
}
