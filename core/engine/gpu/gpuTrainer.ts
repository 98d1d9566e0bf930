/**
 * Takes the steps of a run on a device and, where that fails, on what takes its place: the device opened again, or the
 * CPU. Either goes on from the last checkpoint and takes again, silently, the steps that are known.
 */

import { formatBytes, formatCount } from '../../format.ts';
import { findLoss } from '../../problems/models/losses/index.ts';
import type { Score } from '../../problems/objective.ts';
import type { EngineFacts } from '../../race/engineFacts.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Awaitable, ModelRun, Trainer } from '../engine.ts';
import { type DeviceAccess, gpuErrorOf } from './deviceAccess.ts';
import { DeviceRun, type DeviceRunOptions, type StepsTaken } from './deviceRun.ts';
import { type GpuDeviceFacts, GpuError } from './messages.ts';
import { StepBudget } from './stepBudget.ts';

/**
 * Of device time, in milliseconds: from one checkpoint to the next. A quarter of it each time that the device was lost
 * without getting further, so that it may get there.
 */
const checkpointInterval = 2000;
/** A device that is lost so often without getting further is given up. */
const mostLosses = 3;
/** Numbers of a request's tables at most. */
const mostNumbers = 2 ** 20;

export interface GpuTrainerOptions extends DeviceRunOptions {
  readonly access: DeviceAccess;
  readonly task: ModelRun;
  /** Where the run begins or goes on. */
  readonly from: Checkpoint;
  /** Gives a name that no other run on any device has had. */
  readonly nextName: () => string;
  /** Trains on the CPU. */
  readonly createCpuTrainer: (task: ModelRun, reason: string | null) => Awaitable<Trainer>;
  /** Why the GPU was chosen, as a clause; null where it was asked for. */
  readonly remark: string | null;
}

/** The run at its start: on a device, or on the CPU with the reason for that. */
export async function createGpuTrainer(options: GpuTrainerOptions): Promise<Trainer> {
  const trainer = new GpuTrainer(options);
  await trainer.begin();
  return trainer.cpu ?? trainer;
}

class GpuTrainer implements Trainer {
  readonly #options: GpuTrainerOptions;
  readonly #budget: StepBudget;
  #run: DeviceRun | null = null;
  /** What has taken the device's place. */
  #cpu: Trainer | null = null;
  #isMeasured = false;
  /** Steps whose losses were handed on. */
  #stepsDone: number;
  #losses: Float64Array = new Float64Array();
  #checkpoint: Checkpoint;
  /** From before the last `run`. */
  #earlier: Checkpoint;
  #sinceCheckpoint = Number.POSITIVE_INFINITY;
  /** How often the device was lost since the run got further. */
  #timesLost = 0;
  /** Steps that are known could not be taken again: on this device or CPU the loss is no number. */
  #isBroken = false;
  #device: Pick<GpuDeviceFacts, 'name' | 'isSoftware'> = { name: '', isSoftware: false };
  /** Of a run that the CPU has taken over: its whole description, and why. */
  #story: ((now: EngineFacts) => EngineFacts) | null = null;

  constructor(options: GpuTrainerOptions) {
    const { plan, from } = options;
    this.#options = options;
    this.#budget = new StepBudget(
      Math.max(1, Math.floor(mostNumbers / Math.max(plan.rowLength, plan.batchSize))),
    );
    this.#checkpoint = from;
    this.#earlier = from;
    this.#stepsDone = from.stepsDone;
  }

  /** null as long as a device has the run. */
  get cpu(): Trainer | null {
    return this.#cpu;
  }

  get waits(): boolean {
    return this.#cpu === null;
  }

  get engine(): EngineFacts {
    if (this.#cpu) return this.#story?.(this.#cpu.engine) ?? this.#cpu.engine;
    return factsOf(this.#device, this.#options.remark);
  }

  get stepsDone(): number {
    return this.#stepsDone;
  }

  get measured() {
    return { loss: this.#losses };
  }

  /** Measures the loss at the start. */
  async begin(): Promise<void> {
    const losses = await this.#compute(
      async (run) => lossesIn((await this.#step(run, 0, Number.MAX_VALUE)).losses),
      (cpu) => cpu.measured.loss,
    );
    this.#losses = losses;
    this.#isMeasured = true;
  }

  run(steps: number, limit: number): Awaitable<number> {
    this.#earlier = this.#checkpoint;
    if (this.#cpu && !this.#isBroken) {
      const taken = this.#cpu.run(steps, limit);
      return typeof taken === 'object' ? taken.then(() => this.#takeFromCpu()) : this.#takeFromCpu();
    }
    return this.#runOnDevice(steps, limit);
  }

  async #runOnDevice(steps: number, limit: number): Promise<number> {
    const losses = await this.#compute(
      async (run) =>
        this.#isBroken ? null : lossesIn((await this.#step(run, steps, limit)).losses.subarray(1)),
      async (cpu) => {
        if (this.#isBroken) return null;
        // Who asked for many steps of a device may want to look at each.
        await cpu.run(1, limit);
        return cpu.measured.loss;
      },
    );
    this.#losses = losses ?? Float64Array.of(Number.NaN);
    this.#stepsDone += this.#losses.length;
    this.#timesLost = 0;
    return this.#losses.length;
  }

  #takeFromCpu(): number {
    const { loss } = this.#cpu?.measured ?? { loss: this.#losses };
    this.#losses = loss;
    this.#stepsDone += loss.length;
    return loss.length;
  }

  /** The device takes the run up again when it is asked for something. */
  rewind(step: number): void {
    if (step === this.#stepsDone) return;
    this.#losses = this.#losses.subarray(0, step - this.#stepsDone);
    this.#stepsDone = step;
    if (this.#checkpoint.stepsDone > step) this.#checkpoint = this.#earlier;
    this.#drop();
  }

  evaluate = async (): Promise<Score> => {
    const { table, model } = this.#options;
    const { judged } = table;
    return this.#compute(
      async (run) => {
        const { loss, right } = await run.evaluate(judged);
        const hasAnswers = findLoss(model.options.loss).isRight !== undefined;
        return hasAnswers ? { loss, accuracy: right / (judged.end - judged.first) } : { loss };
      },
      (cpu) => cpu.evaluate?.() ?? { loss: Number.NaN },
    );
  };

  dispose(): void {
    this.#drop();
    this.#cpu?.dispose();
  }

  /** Does one thing on the device or, where there is none for it any more, on the CPU. */
  async #compute<T>(
    onDevice: (run: DeviceRun) => Promise<T>,
    onCpu: (cpu: Trainer) => Awaitable<T>,
  ): Promise<T> {
    while (!this.#cpu) {
      try {
        this.#run ??= await this.#resume();
        return await onDevice(this.#run);
      } catch (error) {
        await this.#recoverFrom(gpuErrorOf(error));
      }
    }
    return onCpu(this.#cpu);
  }

  /** The run on a device, as far as it is known. */
  async #resume(): Promise<DeviceRun> {
    const { access, nextName } = this.#options;
    const device = await access.open();
    expectRoom(this.#options, device.facts);
    this.#device = device.facts;
    const run = await DeviceRun.create(device, nextName(), this.#options, this.#checkpoint);
    this.#isBroken = false;
    try {
      while (run.stepsDone < this.#stepsDone && !this.#isBroken) {
        const { hasHalted } = await this.#step(run, this.#stepsDone - run.stepsDone, Number.MAX_VALUE);
        this.#isBroken = hasHalted;
      }
    } catch (error) {
      run.dispose();
      throw error;
    }
    return run;
  }

  async #step(run: DeviceRun, steps: number, limit: number): Promise<StepsTaken> {
    const count = Math.min(steps, this.#budget.steps);
    const interval = checkpointInterval / 4 ** this.#timesLost;
    const isDue = count > 0 && this.#sinceCheckpoint >= interval;
    const taken = await run.run(count, limit, isDue);
    if (count > 0) this.#budget.adapt(count, taken.milliseconds);
    this.#sinceCheckpoint += taken.milliseconds;
    if (taken.checkpoint) {
      this.#checkpoint = taken.checkpoint;
      this.#sinceCheckpoint = 0;
      this.#timesLost = 0;
    }
    return taken;
  }

  async #recoverFrom({ isLost, message }: GpuError): Promise<void> {
    this.#drop();
    if (isLost && ++this.#timesLost < mostLosses) return;
    const reason = isLost ? `the GPU was lost ${mostLosses} times in a row: ${message}` : message;
    await this.#handOver(reason);
  }

  async #handOver(reason: string): Promise<void> {
    const { task, createCpuTrainer } = this.#options;
    const from = this.#checkpoint;
    // From the start the CPU has the numbers that were drawn, before they were rounded.
    const at = from.stepsDone > 0 ? { ...task, from } : task;
    const isBegun = this.#isMeasured && this.#stepsDone > 0;
    const cpu = await createCpuTrainer(at, isBegun ? null : reason);
    this.#isBroken = false;
    while (cpu.stepsDone < this.#stepsDone && !this.#isBroken) {
      const taken = await cpu.run(this.#stepsDone - cpu.stepsDone, Number.MAX_VALUE);
      this.#isBroken = taken === 0 || !Number.isFinite(cpu.measured.loss.at(-1));
    }
    if (isBegun) this.#story = storyOf(this.#device.name, formatCount(this.#stepsDone), reason);
    this.#cpu = cpu;
  }

  #drop(): void {
    this.#run?.dispose();
    this.#run = null;
  }
}

function factsOf({ name, isSoftware }: Pick<GpuDeviceFacts, 'name' | 'isSoftware'>, remark: string | null) {
  const disguise = isSoftware ? 'no GPU but the processor in disguise, and slower than "cpu"' : null;
  const more = disguise ?? remark;
  return {
    ...({ precision: 'float32', threads: 1, gpu: name } as const),
    description: `GPU (${name}), float32${more === null ? '' : `, ${more}`}`,
    ...(disguise && { reason: `${name} is ${disguise}` }),
  };
}

/** Of a run that the CPU has taken over after so many steps. */
function storyOf(device: string, steps: string, why: string): (now: EngineFacts) => EngineFacts {
  return (now) => ({
    ...now,
    description: `GPU (${device}), float32 until step ${steps}, then ${now.description}, since ${why}`,
    reason: `from step ${steps} on, since ${why}`,
  });
}

function lossesIn(floats: Float32Array): Float64Array {
  return Float64Array.from(floats);
}

function expectRoom({ plan, table }: DeviceRunOptions, { largestBuffer }: GpuDeviceFacts): void {
  const { parameters, tensors, workspace } = plan;
  const bytes = 4 * Math.max(parameters * tensors, workspace, table.length);
  if (bytes <= largestBuffer) return;
  const needs = `it needs ${formatBytes(bytes)} in one piece`;
  throw new GpuError({
    message: `${needs}, and the GPU has at most ${formatBytes(largestBuffer)}`,
    isLost: false,
  });
}
