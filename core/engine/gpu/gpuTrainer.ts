/**
 * Takes the steps of a run on a device and, where that fails, on what takes its place: the device opened again, or the
 * CPU. Either goes on from the last checkpoint and takes again, silently, the steps that are known.
 */

import { formatBytes, formatCount } from '../../format.ts';
import { findLoss } from '../../problems/models/losses/index.ts';
import type { Score } from '../../problems/objective.ts';
import type { EngineFacts } from '../../race/engineFacts.ts';
import { type Measured, quantities } from '../../race/runRecord.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Awaitable, Task, Trainer } from '../engine.ts';
import { type DeviceAccess, gpuErrorOf } from './deviceAccess.ts';
import { DeviceRun, type DeviceRunOptions, type Examples, type StepsTaken } from './deviceRun.ts';
import { type GpuDeviceFacts, GpuError } from './messages.ts';
import { StepBudget } from './stepBudget.ts';

/**
 * Of device time, in milliseconds: from one checkpoint to the next. A quarter of it each time that the device was lost
 * without getting further, so that it may get there.
 */
const checkpointInterval = 2000;
/** A device that is lost so often without getting further is given up. */
const mostLosses = 3;
/** Numbers of a request's tables, and of its answer, at most: networks are few, and of runs on surfaces there may be hundreds. */
const mostNumbers = { model: 2 ** 20, surface: 2 ** 16 };

/** Numbers of a position. */
const width = quantities.position;

export interface GpuTrainerOptions extends DeviceRunOptions {
  readonly access: DeviceAccess;
  readonly task: Task;
  /** Where the run begins or goes on. */
  readonly from: Checkpoint;
  /** Gives a name that no other run on any device has had. */
  readonly nextName: () => string;
  /** Trains on the CPU. */
  readonly createCpuTrainer: (task: Task, reason: string | null) => Awaitable<Trainer>;
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
  #run: DeviceRun | null = null;
  /** What has taken the device's place. */
  #cpu: Trainer | null = null;
  #isMeasured = false;
  /** Steps whose losses were handed on. */
  #stepsDone: number;
  #measured: Measured = { loss: new Float64Array() };
  #checkpoint: Checkpoint;
  /** From before the last `run`. */
  #earlier: Checkpoint;
  #sinceCheckpoint = Number.POSITIVE_INFINITY;
  /** How often the device was lost since the run got further. */
  #timesLost = 0;
  /** Steps that are known could not be taken again: on this device or CPU the loss is no number. */
  #isBroken = false;
  #deviceName = '';
  /** Completes the description of what computes the run now. */
  #story: (now: string) => string = (now) => now;

  constructor(options: GpuTrainerOptions) {
    const { plan, from, task, examples } = options;
    this.#options = options;
    const { rowLength, batchSize, together } = plan;
    const numbersOfStep = Math.max(rowLength, batchSize, 1 + (together?.coordinates ?? 0));
    this.#budget = new StepBudget(Math.max(1, Math.floor(mostNumbers[task.kind] / numbersOfStep)));
    this.evaluate = examples && (() => this.#evaluate(examples));
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
    const facts: EngineFacts = this.#cpu?.engine ?? {
      ...({ precision: 'float32', threads: 1, gpu: this.#deviceName } as const),
      description: `GPU (${this.#deviceName}), float32`,
    };
    return { ...facts, description: this.#story(facts.description) };
  }

  get stepsDone(): number {
    return this.#stepsDone;
  }

  get measured(): Measured {
    return this.#measured;
  }

  /** Measures the loss at the start. */
  async begin(): Promise<void> {
    this.#measured = await this.#compute(
      async (run) => measuredIn(await this.#step(run, 0, Number.MAX_VALUE), 0),
      (cpu) => cpu.measured,
    );
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
    const measured = await this.#compute(
      async (run) => (this.#isBroken ? null : measuredIn(await this.#step(run, steps, limit), 1)),
      async (cpu) => {
        if (this.#isBroken) return null;
        // Who asked for many steps of a device may want to look at each.
        await cpu.run(1, limit);
        return cpu.measured;
      },
    );
    this.#timesLost = 0;
    return this.#take(measured ?? this.#nothing);
  }

  /** What is measured after a step that can't be taken. */
  get #nothing(): Measured {
    const loss = Float64Array.of(Number.NaN);
    return this.#options.examples ? { loss } : { loss, position: new Float64Array(width).fill(Number.NaN) };
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
    this.#measured = without(this.#measured, this.#stepsDone - step);
    this.#stepsDone = step;
    if (this.#checkpoint.stepsDone > step) this.#checkpoint = this.#earlier;
    this.#drop();
  }

  async #evaluate({ table, model }: Examples): Promise<Score> {
    const { judged } = table;
    return this.#compute(
      async (run) => {
        const { loss, right } = await run.evaluate(judged);
        const hasAnswers = findLoss(model.options.loss).isRight !== undefined;
        return hasAnswers ? { loss, accuracy: right / (judged.end - judged.first) } : { loss };
      },
      (cpu) => cpu.evaluate?.() ?? { loss: Number.NaN },
    );
  }

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
    this.#deviceName = device.facts.name;
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
    const until = `GPU (${this.#deviceName}), float32 until step ${formatCount(this.#stepsDone)}`;
    if (isBegun) this.#story = (now) => `${until}, then ${now}, since ${reason}`;
    this.#cpu = cpu;
  }

  #drop(): void {
    this.#run?.dispose();
    this.#run = null;
  }
}

/** @param first Which of the losses is the first. */
function measuredIn({ losses, positions }: StepsTaken, first: number): Measured {
  const loss = Float64Array.from(losses.subarray(first));
  return positions ? { loss, position: Float64Array.from(positions.subarray(width * first)) } : { loss };
}

function without({ loss, position }: Measured, steps: number): Measured {
  const kept = loss.subarray(0, loss.length - steps);
  return position ? { loss: kept, position: position.subarray(0, width * kept.length) } : { loss: kept };
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
