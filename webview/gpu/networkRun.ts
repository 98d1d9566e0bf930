/** A network on a device: its buffers, and the steps that it takes. */
import type { GpuBufferName, GpuDispatch, GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfStep } from '../../core/engine/gpu/kernels/bindings.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer, Readback } from './buffers.ts';
import type { Pipeline, Pipelines } from './pipelines.ts';

/** How long the steps of one submit take, in milliseconds: so soon what follows can be decided. */
const duration = 16;
/** Steps of one submit at most. */
const mostSteps = 256;
/** Numbers of examples that are uploaded for one submit at most. */
const mostRowNumbers = 2 ** 20;
/** The largest finite number in single precision: none is above it. */
const largestFloat = 3.4028234663852886e38;

/** A pipeline with its buffers, and what of them moves on from step to step. */
interface Bound {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  /** Bytes from a step to the next, for each binding that moves. */
  readonly strides: readonly number[];
}

export class NetworkRun {
  readonly #device: GPUDevice;
  readonly #plan: GpuPlan;
  readonly #buffers: Readonly<Record<GpuBufferName, GPUBuffer>>;
  readonly #bound: readonly Bound[];
  readonly #stepsPerUpload: number;
  readonly #readbacks: readonly [Readback, Readback];
  #stepsPerSubmit = 1;

  /** @throws {Error} if the device refuses a kernel, or there is no room for the buffers. */
  static async create(
    device: GPUDevice,
    pipelines: Pipelines,
    plan: GpuPlan,
    examples: GPUBuffer,
    values: Float32Array,
  ): Promise<NetworkRun> {
    const made = await pipelines.make(plan.kernels);
    device.pushErrorScope('out-of-memory');
    const run = new NetworkRun(device, plan, made, examples, values);
    if (await device.popErrorScope()) {
      run.dispose();
      throw new Error(`there is no room on the device for ${plan.parameters} parameters and what the optimizer keeps`);
    }
    return run;
  }

  private constructor(
    device: GPUDevice,
    plan: GpuPlan,
    pipelines: readonly Pipeline[],
    examples: GPUBuffer,
    values: Float32Array,
  ) {
    const { parameters, tensors, rowLength, batchSize, workspace, rowsPerEvaluation } = plan;
    const steps = Math.max(1, Math.min(mostSteps, Math.floor(mostRowNumbers / batchSize) - 1));
    const make = (numbers: number, usage: number) => createBuffer(device, 4 * numbers, usage);
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.#device = device;
    this.#plan = plan;
    this.#stepsPerUpload = steps;
    this.#buffers = {
      values: make(tensors * parameters, STORAGE | COPY_DST | COPY_SRC),
      gradient: make(parameters, STORAGE),
      uniforms: make(steps * rowLength, STORAGE | COPY_DST),
      ranges: make(2 * plan.ranges.length, STORAGE | COPY_DST),
      examples,
      batch: make(Math.max((steps + 1) * batchSize, rowsPerEvaluation), STORAGE | COPY_DST),
      workspace: make(workspace, STORAGE),
      results: make(1 + Math.max(steps + 1, 2), STORAGE | COPY_DST | COPY_SRC),
      steps: make(((steps + 1) * bytesOfStep) / 4, UNIFORM | COPY_DST),
    };
    this.#bound = pipelines.map((pipeline) => this.#bind(pipeline));
    this.#readbacks = [new Readback(device), new Readback(device)];
    device.queue.writeBuffer(this.#buffers.values, 0, values as Float32Array<ArrayBuffer>);
    device.queue.writeBuffer(this.#buffers.ranges, 0, Uint32Array.from(plan.ranges.flat()));
  }

  #bind({ kernel: { bindings }, pipeline, layout }: Pipeline): Bound {
    const { rowLength } = this.#plan;
    const sizeOf = (buffer: GpuBufferName) => (buffer === 'steps' ? bytesOfStep : 4 * rowLength);
    const group = this.#device.createBindGroup({
      layout,
      entries: bindings.map(({ buffer, isPerStep }, binding) => ({
        binding,
        resource: { buffer: this.#buffers[buffer], ...(isPerStep && { size: sizeOf(buffer) }) },
      })),
    });
    const strides = bindings.flatMap(({ buffer, isPerStep }) => (isPerStep ? [sizeOf(buffer)] : []));
    return { pipeline, group, strides };
  }

  /** Takes steps in submits of about `duration`; the next one is handed over while one is computed. */
  async run(request: GpuRequestOf<'run'>): Promise<GpuAnswers['run']> {
    const { steps, counts, checkpoint } = request;
    const losses = new Float32Array(steps + 1);
    const begin = performance.now();
    let last = begin;
    let done = 0;
    let firstRow = 0;
    const inFlight: Promise<void>[] = [];
    do {
      const taken = Math.min(steps - done, this.#stepsPerSubmit, this.#stepsPerUpload);
      const isLast = done + taken === steps;
      const at = done;
      this.#upload(request, at, taken, firstRow);
      const measured = taken + Number(isLast);
      const readback = this.#readbacks[inFlight.length % 2 === 0 ? 0 : 1];
      if (inFlight.length >= 2) await inFlight[inFlight.length - 2];
      this.#submit(taken, isLast, (encoder) => readback.copy(encoder, this.#buffers.results, 4, 4 * measured));
      inFlight.push(
        readback.read().then((bytes) => {
          losses.set(new Float32Array(bytes), at);
          const time = performance.now();
          if (taken > 0) this.#adapt(taken, time - last);
          last = time;
        }),
      );
      for (let step = at; step < at + taken; step++) firstRow += counts[step] ?? 0;
      done += taken;
    } while (done < steps);
    await Promise.all(inFlight);
    const milliseconds = performance.now() - begin;
    return { losses, values: checkpoint ? await this.#values() : null, milliseconds };
  }

  /** What the steps from `at` on need. Writes to buffers wait for what was submitted before. */
  #upload({ uniforms, rows, counts, limit }: GpuRequestOf<'run'>, at: number, steps: number, firstRow: number): void {
    const { rowLength } = this.#plan;
    const { queue } = this.#device;
    const table = new ArrayBuffer((steps + 1) * bytesOfStep);
    const view = new DataView(table);
    let first = 0;
    for (let step = 0; step <= steps; step++) {
      const count = counts[at + step] ?? 0;
      writeStep(view, step, { rows: count, first, place: step, limit });
      first += count;
    }
    queue.writeBuffer(this.#buffers.steps, 0, table);
    queue.writeBuffer(this.#buffers.batch, 0, rows as Uint32Array<ArrayBuffer>, firstRow, first);
    if (steps === 0) return;
    queue.writeBuffer(
      this.#buffers.uniforms,
      0,
      uniforms as Float32Array<ArrayBuffer>,
      at * rowLength,
      steps * rowLength,
    );
  }

  #submit(steps: number, measuresLast: boolean, finish: (encoder: GPUCommandEncoder) => void): void {
    const { measure, advance } = this.#plan;
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let step = 0; step < steps; step++) {
      this.#dispatch(pass, measure, step);
      this.#dispatch(pass, advance, step);
    }
    if (measuresLast) this.#dispatch(pass, measure, steps);
    pass.end();
    finish(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }

  #dispatch(pass: GPUComputePassEncoder, dispatches: readonly GpuDispatch[], step: number): void {
    for (const { kernel, workgroups } of dispatches) {
      const bound = this.#bound[kernel];
      if (!bound) continue;
      pass.setPipeline(bound.pipeline);
      pass.setBindGroup(
        0,
        bound.group,
        bound.strides.map((stride) => step * stride),
      );
      pass.dispatchWorkgroups(...workgroups);
    }
  }

  #adapt(steps: number, milliseconds: number): void {
    const factor = Math.min(4, Math.max(0.25, duration / Math.max(milliseconds, 0.25)));
    this.#stepsPerSubmit = Math.max(1, Math.min(mostSteps, Math.round(steps * factor)));
  }

  /** In blocks of rows, each as if it were a step. */
  async evaluate({ first, end }: GpuRequestOf<'evaluate'>): Promise<GpuAnswers['evaluate']> {
    const { rowsPerEvaluation, evaluate } = this.#plan;
    let loss = 0;
    let right = 0;
    for (let at = first; at < end; at += rowsPerEvaluation) {
      const rows = Math.min(rowsPerEvaluation, end - at);
      const table = new ArrayBuffer(bytesOfStep);
      writeStep(new DataView(table), 0, { rows, first: 0, place: 0, limit: largestFloat });
      this.#device.queue.writeBuffer(this.#buffers.steps, 0, table);
      this.#device.queue.writeBuffer(
        this.#buffers.batch,
        0,
        Uint32Array.from({ length: rows }, (_, row) => at + row),
      );
      const encoder = this.#device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      this.#dispatch(pass, evaluate, 0);
      pass.end();
      const [readback] = this.#readbacks;
      readback.copy(encoder, this.#buffers.results, 4, 8);
      this.#device.queue.submit([encoder.finish()]);
      const [blockLoss = Number.NaN, blockRight = 0] = new Float32Array(await readback.read());
      loss += blockLoss;
      right += blockRight;
    }
    return { loss: loss / (end - first), right };
  }

  async #values(): Promise<Float32Array> {
    const { parameters } = this.#plan;
    const readback = new Readback(this.#device);
    const encoder = this.#device.createCommandEncoder();
    readback.copy(encoder, this.#buffers.values, 0, 4 * parameters * this.#plan.kept);
    this.#device.queue.submit([encoder.finish()]);
    const values = new Float32Array(await readback.read());
    readback.dispose();
    return values;
  }

  dispose(): void {
    for (const [name, buffer] of Object.entries(this.#buffers)) if (name !== 'examples') buffer.destroy();
    for (const readback of this.#readbacks) readback.dispose();
  }
}

interface Step {
  readonly rows: number;
  readonly first: number;
  readonly place: number;
  readonly limit: number;
}

/** In the order of the fields of `Step` in WGSL. */
function writeStep(view: DataView, index: number, { rows, first, place, limit }: Step): void {
  const at = index * bytesOfStep;
  view.setUint32(at, rows, true);
  view.setUint32(at + 4, first, true);
  view.setUint32(at + 8, place, true);
  view.setFloat32(at + 12, Math.min(limit, largestFloat), true);
}
