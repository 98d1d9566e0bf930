/** Many runs on a surface of which nothing but scores is kept, on the device. */
import {
  runsPerScoringGroup,
  scoreBindings,
  wordsOfScore,
} from '../../core/engine/gpu/kernels/scoreKernel.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer, Readback } from './buffers.ts';
import { guarded } from './guarded.ts';
import type { Pipelines } from './pipelines.ts';

const bytesOfBatch = 32;
/** Words of a run in `scores`: the largest loss is behind the score. */
const wordsOfRun = wordsOfScore + 1;

type Setting = Pick<GpuRequestOf<'createScores'>, 'columnCount' | 'rowCount' | 'steps' | 'goal'> & {
  readonly runs: number;
};

interface Buffers {
  readonly batch: GPUBuffer;
  readonly places: GPUBuffer;
  readonly constants: GPUBuffer;
  readonly kept: GPUBuffer;
  readonly scores: GPUBuffer;
}

export class ScoredRuns {
  readonly #device: GPUDevice;
  readonly #pipeline: { readonly pipeline: GPUComputePipeline; readonly layout: GPUBindGroupLayout };
  readonly #setting: Setting;
  readonly #buffers: Buffers;
  readonly #readback: Readback;
  #moving: GPUBuffer;
  /** When the last request was answered. */
  #answered = 0;

  /** @throws {Error} if the device refuses the kernel, or has no room. */
  static async create(
    device: GPUDevice,
    pipelines: Pipelines,
    { plan, places, constants, values, ...setting }: GpuRequestOf<'createScores'>,
  ): Promise<ScoredRuns> {
    const bindings = scoreBindings.map((type) => ({ type, isPerStep: false }));
    const [pipeline] = await pipelines.make([{ ...plan, bindings }]);
    if (!pipeline) throw new Error('pipelines = none — expected one');
    const runs = places.length;
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const buffers = await guarded(device, `${runs} runs`, () => ({
      batch: createBuffer(device, bytesOfBatch, UNIFORM | COPY_DST),
      places: createBuffer(device, places.byteLength, STORAGE | COPY_DST),
      constants: createBuffer(device, constants.byteLength, STORAGE | COPY_DST),
      kept: createBuffer(device, 4 * plan.kept * runs, STORAGE | COPY_DST),
      scores: createBuffer(device, 4 * wordsOfRun * runs, STORAGE | COPY_SRC),
    }));
    const { queue } = device;
    queue.writeBuffer(buffers.places, 0, places as Uint32Array<ArrayBuffer>);
    queue.writeBuffer(buffers.constants, 0, constants as Float32Array<ArrayBuffer>);
    queue.writeBuffer(buffers.kept, 0, startsOf(values, plan.kept, runs));
    return new ScoredRuns(device, pipeline, { ...setting, runs }, buffers);
  }

  private constructor(
    device: GPUDevice,
    pipeline: { readonly pipeline: GPUComputePipeline; readonly layout: GPUBindGroupLayout },
    setting: Setting,
    buffers: Buffers,
  ) {
    this.#device = device;
    this.#pipeline = pipeline;
    this.#setting = setting;
    this.#buffers = buffers;
    this.#readback = new Readback(device);
    this.#moving = this.#createMoving(0);
  }

  /** Requests are carried out in their order, each in one dispatch. */
  async look({ first, end, moving, read }: GpuRequestOf<'score'>): Promise<GpuAnswers['score']> {
    const begin = performance.now();
    const { queue } = this.#device;
    const { columnCount, rowCount, steps, goal, runs } = this.#setting;
    if (this.#moving.size < moving.byteLength) {
      // What was submitted keeps the one before until it is done.
      this.#moving.destroy();
      this.#moving = this.#createMoving(moving.byteLength);
    }
    const batch = new DataView(new ArrayBuffer(bytesOfBatch));
    for (const [at, number] of [runs, columnCount, rowCount, first, end, steps].entries())
      batch.setUint32(4 * at, number, true);
    batch.setFloat32(24, goal, true);
    queue.writeBuffer(this.#buffers.batch, 0, batch.buffer);
    queue.writeBuffer(this.#moving, 0, moving as Float32Array<ArrayBuffer>);
    this.#submit(read);
    const scores = read ? new Uint32Array(await this.#readback.read()) : null;
    if (!read) await queue.onSubmittedWorkDone();
    // It may have waited for the one before.
    const milliseconds = performance.now() - Math.max(begin, this.#answered);
    this.#answered = performance.now();
    return { scores, milliseconds };
  }

  #submit(read: boolean): void {
    const { pipeline, layout } = this.#pipeline;
    const { batch, places, constants, kept, scores } = this.#buffers;
    const { runs } = this.#setting;
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    const inOrder = [batch, places, constants, this.#moving, kept, scores];
    const entries = inOrder.map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setBindGroup(0, this.#device.createBindGroup({ layout, entries }));
    pass.dispatchWorkgroups(Math.ceil(runs / runsPerScoringGroup));
    pass.end();
    if (read) this.#readback.copy(encoder, scores, 0, 4 * wordsOfScore * runs);
    this.#device.queue.submit([encoder.finish()]);
  }

  #createMoving(bytes: number): GPUBuffer {
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    return createBuffer(this.#device, bytes, STORAGE | COPY_DST);
  }

  dispose(): void {
    for (const buffer of Object.values(this.#buffers)) buffer.destroy();
    this.#moving.destroy();
    this.#readback.dispose();
  }
}

/** Each number of all runs. */
function startsOf(values: Float32Array, kept: number, runs: number): Float32Array<ArrayBuffer> {
  if (values.length === kept * runs) return values as Float32Array<ArrayBuffer>;
  const all = new Float32Array(kept * runs);
  for (let place = 0; place < kept; place++) all.fill(values[place] ?? 0, place * runs, (place + 1) * runs);
  return all;
}
