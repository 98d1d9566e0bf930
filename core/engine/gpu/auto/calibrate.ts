/** Measures how long steps take here, on the processor and on the GPU: two to three seconds, by the engines that races have. */
import { findOptimizer } from '../../../optimizers/index.ts';
import { fillSettings } from '../../../rule/check/settings.ts';
import { resolve } from '../../../rule/plan/resolve.ts';
import { float32Engine } from '../../cpu/float32Engine.ts';
import { float64Engine } from '../../cpu/float64Engine.ts';
import type { Awaitable, Engine, ModelRun, Trainer } from '../../engine.ts';
import { createHyperparametersAt } from '../../hyperparameters.ts';
import { begun } from '../begun.ts';
import { type GpuOfThread, gpuEngine } from '../gpuEngine.ts';
import type { GpuTask } from '../gpuTask.ts';
import { GpuError, type GpuLink } from '../messages.ts';
import { planners } from '../planners.ts';
import { sampleProblem, sampleTask } from '../selfTest/sampleProblem.ts';
import { type Calibration, runsTogether, type SpeedCurve, speedCurve } from './calibration.ts';
import { workOfStep } from './raceWork.ts';

export interface MeasurementOptions {
  readonly gpu: GpuOfThread;
  /** Trains networks on one thread of the processor. */
  readonly cpu: Engine;
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
  /** What is trained, by how a device takes its steps; from small to large. Default: what spans the sizes of races. */
  readonly shapes?: { readonly short: readonly Shape[]; readonly tiled: readonly Shape[] };
}

interface Shape {
  readonly widths: readonly number[];
  readonly batchSize: number;
}

const usualShapes = {
  // From a step that is nearly nothing to the largest that one workgroup takes.
  short: [
    { widths: [8, 16, 4], batchSize: 16 },
    { widths: [64, 128, 10], batchSize: 128 },
  ],
  // From a step of little more than dispatches to one that fills a device.
  tiled: [
    { widths: [256, 256, 10], batchSize: 128 },
    { widths: [1024, 1024, 10], batchSize: 256 },
  ],
};

/** For each time, in milliseconds. */
const onCpu = 40;
const onGpu = 150;

export const calibrate: GpuTask<null, Calibration> = (_, { kernels, now, ...gpu }) =>
  measureSteps({
    ...{ now, gpu: { ...gpu, planners } },
    cpu: typeof kernels === 'string' ? float64Engine : float32Engine(kernels),
  });

/**
 * However long that takes: who waits for it ends its thread.
 * @throws {GpuError} if the GPU can't compute, or is lost.
 * @internal
 */
export async function measureSteps({
  gpu,
  cpu,
  now,
  shapes: { short, tiled } = usualShapes,
}: MeasurementOptions): Promise<Calibration> {
  const watched = watch(gpu.link);
  const device = gpuEngine({ ...gpu, link: watched.link }, (_, reason) => {
    throw new GpuError({ message: reason ?? 'it can’t compute a network', isLost: false });
  });
  const check = () => {
    if (watched.loss) throw watched.loss;
  };
  const measure = new Measurement(now, check);
  const onThread = (task: ModelRun) => [cpu.createTrainer(task, null)];
  // WebAssembly gets faster while it runs: the second time counts.
  await measure.curve([...short, ...tiled], onThread, onCpu);
  const cpuTimes = await measure.curve([...short, ...tiled], onThread, onCpu);
  const alone = await measure.curve(short, (task) => [device.createTrainer(task, null)], onGpu);
  const large = await measure.curve(tiled, (task) => [device.createTrainer(task, null)], onGpu);
  const startUp = measure.begins.slice(-(short.length + tiled.length));
  const many = await measure.curve(
    short,
    (task) => Array.from({ length: runsTogether }, () => device.createTrainer(task, null)),
    onGpu,
  );
  const begins = measure.begins.slice(-short.length);
  return {
    cpu: cpuTimes,
    gpu: {
      ...{ alone, together: many, tiled: large },
      startUp: mean(startUp),
      begin: mean(begins) / runsTogether,
    },
  };
}

class Measurement {
  /** How long it took until trainers had begun, for each shape. */
  readonly begins: number[] = [];
  readonly #now: () => number;
  readonly #check: () => void;
  /** Made once: the start of a large network takes a while to draw. */
  readonly #tasks = new Map<Shape, ModelRun>();

  /** @param check Throws where there is no use in going on. */
  constructor(now: () => number, check: () => void) {
    this.#now = now;
    this.#check = check;
  }

  /** @param create Begins runs that take steps side by side. */
  async curve(
    shapes: readonly Shape[],
    create: (task: ModelRun) => readonly Awaitable<Trainer>[],
    budget: number,
  ): Promise<SpeedCurve> {
    const times: { work: number; milliseconds: number }[] = [];
    for (const shape of shapes) {
      const task = this.#tasks.get(shape) ?? taskOf(shape);
      this.#tasks.set(shape, task);
      const begin = this.#now();
      const trainers = await begun(create(task));
      try {
        this.begins.push(this.#now() - begin);
        const milliseconds = await this.#stepOf(trainers, budget);
        times.push({ work: workOfStep(shape.widths, shape.batchSize), milliseconds });
      } finally {
        for (const trainer of trainers) trainer.dispose();
      }
    }
    return speedCurve(times);
  }

  /**
   * The least time of a step, of any few rounds in a row: what disturbs makes others longer. Of single rounds it would be
   * too short, since a device may have begun a round's steps in the one before.
   */
  async #stepOf(trainers: readonly Trainer[], budget: number): Promise<number> {
    const end = this.#now() + budget;
    const marks: { time: number; steps: number }[] = [];
    let best = Number.POSITIVE_INFINITY;
    let done = 0;
    // A device has its own measure of what is done in one go.
    let steps = trainers.some(({ waits }) => waits) ? mostSteps : 1;
    for (let round = 0; round <= roundsInARow || this.#now() < end; round++) {
      this.#check();
      const begin = this.#now();
      const taken = await Promise.all(trainers.map((trainer) => trainer.run(steps, Number.MAX_VALUE)));
      this.#check();
      done += taken.reduce((sum, each) => sum + each, 0);
      const time = this.#now();
      marks.push({ time, steps: done });
      const first = marks[round - roundsInARow];
      if (first) best = Math.min(best, Math.max(time - first.time, shortest) / (done - first.steps));
      if (time - begin < budget / 8) steps = Math.min(2 * steps, mostSteps);
    }
    return best;
  }
}

/** After the first, which has what is done once in it, and few steps. */
const roundsInARow = 3;
/** Of what a clock shows, in milliseconds. */
const shortest = 1e-3;
const mostSteps = 2 ** 16;

/** Notes the first loss of the device. Nothing is asked after it: trainers would open another, and take their time for it. */
function watch(link: GpuLink): { readonly link: GpuLink; readonly loss: GpuError | null } {
  const watched: { link: GpuLink; loss: GpuError | null } = {
    link: {
      async request(request) {
        if (watched.loss) throw new GpuError({ message: watched.loss.message, isLost: false });
        try {
          return await link.request(request);
        } catch (error) {
          if (error instanceof GpuError && error.isLost) watched.loss ??= error;
          throw error;
        }
      },
    },
    loss: null,
  };
  return watched;
}

function taskOf({ widths, batchSize }: Shape): ModelRun {
  const rule = findOptimizer('adam')?.rule;
  if (!rule) throw new RangeError('optimizer = adam — expected an optimizer of the table');
  const settings = fillSettings(rule, { lr: 1e-4 });
  return {
    kind: 'model',
    model: sampleTask(sampleProblem(widths, 'tanh', 'cross_entropy', 2 * batchSize), batchSize),
    method: { rule: resolve(rule, settings), hyperparametersAt: createHyperparametersAt(settings, null) },
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length);
}
