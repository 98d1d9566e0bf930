/**
 * Takes the steps of a run on a device and, where that fails, on what takes its place: the device opened again, or the
 * CPU. Either goes on from the last checkpoint and takes again, silently, the steps that are known.
 */

import { formatBytes, formatCount } from '../../format.ts';
import { findLoss } from '../../problems/models/losses/index.ts';
import type { Score } from '../../problems/objective.ts';
import type { EngineFacts } from '../../race/engineFacts.ts';
import type { Measured } from '../../race/quantities.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Awaitable, Task, Trainer } from '../engine.ts';
import { Checkpoints } from './checkpoints.ts';
import { type DeviceAccess, gpuErrorOf } from './deviceAccess.ts';
import { DeviceRun, type DeviceRunOptions, type ModelExamples } from './deviceRun.ts';
import { measuredIn, nothingMeasured, partOf } from './measuredSteps.ts';
import { type GpuDeviceFacts, GpuError } from './messages.ts';
import { budgetOf, type StepBudget } from './stepBudget.ts';
import { StepsAhead } from './stepsAhead.ts';

/** A device that is lost so often without getting further is given up. */
const mostLosses = 3;

export interface GpuTrainerOptions extends DeviceRunOptions {
  readonly access: DeviceAccess;
  readonly task: Task;
  /** Where the run begins or goes on. */
  readonly from: Checkpoint;
  /** Gives a name that no other run on any device has had. */
  readonly nextName: () => string;
  /** Trains on the CPU. */
  readonly createCpuTrainer: (task: Task, reason: string | null) => Awaitable<Trainer>;
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
  readonly evaluate: (() => Promise<Score>) | null;
  readonly #budget: StepBudget;
  readonly #checkpoints: Checkpoints;
  /** null where no device has the run. */
  #steps: StepsAhead | null = null;
  /** What has taken the device's place. */
  #cpu: Trainer | null = null;
  #isMeasured = false;
  /** Steps whose losses were handed on. */
  #stepsDone: number;
  #measured: Measured = { loss: new Float64Array() };
  /** Steps that are known could not be taken again: on this device or CPU the loss is no number. */
  #isBroken = false;
  #device: Pick<GpuDeviceFacts, 'name' | 'isSoftware'> = { name: '', isSoftware: false };
  /** Of a run that the CPU has taken over: its whole description, and why. */
  #story: ((now: EngineFacts) => EngineFacts) | null = null;

  constructor(options: GpuTrainerOptions) {
    const { plan, from, task, examples } = options;
    this.#options = options;
    this.#budget = budgetOf(plan, task.kind);
    this.evaluate = examples && (() => this.#evaluate(examples));
    this.#checkpoints = new Checkpoints(from);
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

  get measured(): Measured {
    return this.#measured;
  }

  get ahead(): number {
    return this.#steps?.count ?? 0;
  }

  /** Measures the loss at the start. */
  async begin(): Promise<void> {
    this.#measured = await this.#compute(
      async (steps) => measuredIn(await steps.take(0, Number.MAX_VALUE), 0),
      (cpu) => cpu.measured,
    );
    this.#isMeasured = true;
  }

  run(steps: number, limit: number, following = 0): Awaitable<number> {
    // `rewind` may take back what this call gives.
    this.#checkpoints.release(this.#stepsDone);
    if (this.#cpu && !this.#isBroken) {
      const taken = this.#cpu.run(steps, limit);
      return typeof taken === 'object' ? taken.then(() => this.#takeFromCpu()) : this.#takeFromCpu();
    }
    if (this.#steps?.isOtherThan(limit)) this.#drop();
    return this.#runOnDevice(steps, limit, following);
  }

  async #runOnDevice(steps: number, limit: number, following: number): Promise<number> {
    const measured = await this.#compute(
      async (ahead) => (this.#isBroken ? null : ahead.give(steps, limit, following)),
      async (cpu) => {
        if (this.#isBroken) return null;
        // Who asked for many steps of a device may want to look at each.
        await cpu.run(1, limit);
        return cpu.measured;
      },
    );
    this.#checkpoints.timesLost = 0;
    return this.#take(measured ?? nothingMeasured(this.#options.examples === null));
  }

  #takeFromCpu(): number {
    return this.#take(this.#cpu?.measured ?? this.#measured);
  }

  #take(measured: Measured): number {
    const { length } = measured.loss;
    this.#measured = measured;
    this.#stepsDone += length;
    return length;
  }

  /** The device takes the run up again when it is asked for something. */
  rewind(step: number): void {
    if (step === this.#stepsDone) return;
    const { length } = this.#measured.loss;
    this.#measured = partOf(this.#measured, 0, length - (this.#stepsDone - step));
    this.#stepsDone = step;
    this.#drop();
  }

  async #evaluate({ table, model }: ModelExamples): Promise<Score> {
    const { judged } = table;
    // The device stands elsewhere.
    if (this.ahead > 0) this.#drop();
    return this.#compute(
      async ({ run }) => {
        const { loss, right } = await run.evaluate(judged);
        const hasAnswers = findLoss(model.options.loss).isRight !== undefined;
        return hasAnswers ? { loss, accuracy: right / (judged.end - judged.first) } : { loss };
      },
      (cpu) => cpu.evaluate?.() ?? { loss: Number.NaN },
    );
  }

  /** The last that the device has told of: the steps from there on are to be taken again. */
  checkpoint(): Checkpoint | null {
    if (this.#isBroken) return null;
    if (this.#cpu) return this.#cpu.checkpoint?.() ?? null;
    const checkpoint = this.#checkpoints.upTo(this.#stepsDone);
    return checkpoint.stepsDone > 0 ? checkpoint : null;
  }

  dispose(): void {
    this.#drop();
    this.#cpu?.dispose();
  }

  /** Does one thing on the device or, where there is none for it any more, on the CPU. */
  async #compute<T>(
    onDevice: (steps: StepsAhead) => Promise<T>,
    onCpu: (cpu: Trainer) => Awaitable<T>,
  ): Promise<T> {
    while (!this.#cpu) {
      try {
        this.#steps ??= await this.#resume();
        return await onDevice(this.#steps);
      } catch (error) {
        await this.#recoverFrom(gpuErrorOf(error));
      }
    }
    return onCpu(this.#cpu);
  }

  /** The run on a device, as far as it is known. */
  async #resume(): Promise<StepsAhead> {
    const { access, nextName } = this.#options;
    const device = await access.open();
    expectRoom(this.#options, device.facts);
    this.#device = device.facts;
    const run = await DeviceRun.create(
      device,
      nextName(),
      this.#options,
      this.#checkpoints.upTo(this.#stepsDone),
    );
    const steps = new StepsAhead(run, this.#budget, this.#checkpoints);
    this.#isBroken = false;
    try {
      let left = this.#stepsDone - run.stepsDone;
      while (left > 0 && !this.#isBroken) {
        const { loss } = await steps.give(left, Number.MAX_VALUE, 0);
        left -= loss.length;
        this.#isBroken = !Number.isFinite(loss.at(-1));
      }
    } catch (error) {
      run.dispose();
      throw error;
    }
    return steps;
  }

  async #recoverFrom({ isLost, message }: GpuError): Promise<void> {
    this.#drop();
    if (isLost && ++this.#checkpoints.timesLost < mostLosses) return;
    const reason = isLost ? `the GPU was lost ${mostLosses} times in a row: ${message}` : message;
    await this.#handOver(reason);
  }

  async #handOver(reason: string): Promise<void> {
    const { task, createCpuTrainer } = this.#options;
    const from = this.#checkpoints.upTo(this.#stepsDone);
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
    this.#steps?.dispose();
    this.#steps = null;
    this.#checkpoints.goBack(this.#stepsDone);
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

function expectRoom({ plan, examples }: DeviceRunOptions, { largestBuffer }: GpuDeviceFacts): void {
  const { parameters, tensors, workspace } = plan;
  const bytes = 4 * Math.max(parameters * tensors, workspace, examples?.table.length ?? 0);
  if (bytes <= largestBuffer) return;
  const needs = `it needs ${formatBytes(bytes)} in one piece`;
  throw new GpuError({
    message: `${needs}, and the GPU has at most ${formatBytes(largestBuffer)}`,
    isLost: false,
  });
}
