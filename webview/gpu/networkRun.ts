/** A large network on a device: a dispatch for each part of each step. */
import type { GpuBufferName, GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfStep } from '../../core/engine/gpu/kernels/bindings.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer, Readback, readValues } from './buffers.ts';
import { type BoundPipeline, bindPipeline, dispatchStep } from './dispatch.ts';
import { Evaluator } from './evaluator.ts';
import { guarded } from './guarded.ts';
import type { Pipeline, Pipelines } from './pipelines.ts';
import { writeStep } from './stepTable.ts';
import { SubmitLength } from './submitLength.ts';

/** Steps that are uploaded at once at most, and numbers of examples. */
const mostSteps = 256;
const mostRowNumbers = 2 ** 20;

export class NetworkRun {
  readonly #device: GPUDevice;
  readonly #plan: GpuPlan;
  readonly #buffers: Readonly<Record<Exclude<GpuBufferName, 'jobs'>, GPUBuffer>>;
  readonly #bound: readonly (BoundPipeline | null)[];
  readonly #stepsPerUpload: number;
  readonly #readbacks: readonly [Readback, Readback];
  readonly #evaluator: Evaluator;
  readonly #length = new SubmitLength();
  /** Until all pieces of the request before are on the device. */
  #handingOver: Promise<unknown> = Promise.resolve();
  /** The last two pieces, of whatever request: a third one waits for the first. */
  #pieces: readonly [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()];
  /** Of pieces. */
  #count = 0;
  /** When the last request was answered. */
  #answered = 0;

  /** @throws {Error} if the device refuses a kernel, or has no room for the buffers. */
  static async create(
    device: GPUDevice,
    pipelines: Pipelines,
    plan: GpuPlan,
    examples: GPUBuffer,
    values: Float32Array,
  ): Promise<NetworkRun> {
    const made = await pipelines.make(plan.kernels);
    return guarded(device, 'a network', () => new NetworkRun(device, plan, made, examples, values));
  }

  private constructor(
    device: GPUDevice,
    plan: GpuPlan,
    pipelines: readonly Pipeline[],
    examples: GPUBuffer,
    values: Float32Array,
  ) {
    const { parameters, tensors, rowLength, batchSize, workspace } = plan;
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
      batch: make((steps + 1) * batchSize, STORAGE | COPY_DST),
      workspace: make(workspace, STORAGE),
      results: make(steps + 2, STORAGE | COPY_SRC),
      steps: make(((steps + 1) * bytesOfStep) / 4, UNIFORM | COPY_DST),
    };
    const used = new Set([...plan.measure, ...plan.advance].map(({ kernel }) => kernel));
    this.#bound = pipelines.map((pipeline, index) =>
      used.has(index)
        ? bindPipeline(device, pipeline, (name) => this.#resourceOf(name), 4 * rowLength)
        : null,
    );
    this.#readbacks = [new Readback(device), new Readback(device)];
    this.#evaluator = new Evaluator(device, plan, pipelines, examples);
    device.queue.writeBuffer(this.#buffers.values, 0, values as Float32Array<ArrayBuffer>);
    device.queue.writeBuffer(this.#buffers.ranges, 0, Uint32Array.from(plan.ranges.flat()));
  }

  #resourceOf(name: GpuBufferName): GPUBufferBinding | null {
    return name === 'jobs' ? null : { buffer: this.#buffers[name] };
  }

  /** Takes steps in pieces; the next one is handed over while one is computed, of the next request, too. */
  async run(request: GpuRequestOf<'run'>): Promise<GpuAnswers['run']> {
    const losses = new Float32Array(request.steps + 1);
    const begin = performance.now();
    const handedOver = this.#handingOver.then(() => this.#handOver(request, losses));
    this.#handingOver = handedOver.catch(() => {});
    const { taken, values } = await handedOver;
    const { length: submits } = await taken;
    // It may have waited for the one before.
    const milliseconds = performance.now() - Math.max(begin, this.#answered);
    this.#answered = performance.now();
    return { losses, positions: null, values: await values, milliseconds, submits };
  }

  async #handOver(request: GpuRequestOf<'run'>, losses: Float32Array) {
    const { steps, counts, checkpoint } = request;
    const pieces: Promise<void>[] = [];
    let firstRow = 0;
    let at = 0;
    do {
      const [before, last] = this.#pieces;
      await before;
      const taken = Math.min(steps - at, this.#length.steps, this.#stepsPerUpload);
      const readback = this.#readbacks[this.#count++ % 2 === 0 ? 0 : 1];
      const piece = this.#takePiece(request, { at, steps: taken, firstRow, readback, losses });
      // Whoever has asked for it hears that it failed.
      piece.catch(() => {});
      this.#pieces = [last, piece];
      pieces.push(piece);
      for (let step = at; step < at + taken; step++) firstRow += counts[step] ?? 0;
      at += taken;
    } while (at < steps);
    // Before what is handed over behind it.
    const values = checkpoint ? this.#values() : null;
    values?.catch(() => {});
    return { taken: Promise.all(pieces), values };
  }

  async #takePiece(request: GpuRequestOf<'run'>, piece: Piece): Promise<void> {
    const { at, steps, readback, losses } = piece;
    const measuresLast = at + steps === request.steps;
    this.#upload(request, piece);
    const { measure, advance } = this.#plan;
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (let step = 0; step < steps; step++) {
      dispatchStep(pass, this.#bound, measure, step);
      dispatchStep(pass, this.#bound, advance, step);
    }
    if (measuresLast) dispatchStep(pass, this.#bound, measure, steps);
    pass.end();
    readback.copy(encoder, this.#buffers.results, 4, 4 * (steps + Number(measuresLast)));
    this.#device.queue.submit([encoder.finish()]);
    losses.set(new Float32Array(await this.#length.measure(steps, readback.read())), at);
  }

  /** Writes to buffers wait for what was submitted before. */
  #upload({ uniforms, rows, counts, limit }: GpuRequestOf<'run'>, { at, steps, firstRow }: Piece): void {
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
    const table0 = uniforms as Float32Array<ArrayBuffer>;
    if (steps > 0) queue.writeBuffer(this.#buffers.uniforms, 0, table0, at * rowLength, steps * rowLength);
  }

  evaluate(request: GpuRequestOf<'evaluate'>): Promise<GpuAnswers['evaluate']> {
    return this.#evaluator.evaluate(() => this.#buffers.values, 0, request);
  }

  #values(): Promise<Float32Array> {
    const { parameters, kept } = this.#plan;
    return readValues(this.#device, this.#buffers.values, 0, parameters * kept);
  }

  dispose(): void {
    for (const [name, buffer] of Object.entries(this.#buffers)) if (name !== 'examples') buffer.destroy();
    for (const readback of this.#readbacks) readback.dispose();
    this.#evaluator.dispose();
  }
}

/** Steps that go to the device in one piece. */
interface Piece {
  /** The first of them in its request. */
  readonly at: number;
  readonly steps: number;
  /** Where in the request's `rows` its own begin. */
  readonly firstRow: number;
  readonly readback: Readback;
  readonly losses: Float32Array;
}
