/** The loss of a network over many rows: in blocks of rows, each as if it were a step, which are read at once. */
import type { GpuBufferName, GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfStep } from '../../core/engine/gpu/kernels/bindings.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer, Readback } from './buffers.ts';
import { bindPipeline, dispatchStep } from './dispatch.ts';
import { guarded } from './guarded.ts';
import type { Pipeline } from './pipelines.ts';
import { writeStep } from './stepTable.ts';
import { largestFloat } from './submitLength.ts';

interface Own {
  readonly buffers: Readonly<Record<'batch' | 'workspace' | 'results' | 'steps', GPUBuffer>>;
  readonly readback: Readback;
}

export class Evaluator {
  readonly #device: GPUDevice;
  readonly #plan: GpuPlan;
  readonly #pipelines: readonly Pipeline[];
  readonly #examples: GPUBuffer;
  /** Made with the first evaluation. */
  #own: Own | null = null;
  #isDisposed = false;
  /** One evaluation after another: they have one workspace. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(device: GPUDevice, plan: GpuPlan, pipelines: readonly Pipeline[], examples: GPUBuffer) {
    this.#device = device;
    this.#plan = plan;
    this.#pipelines = pipelines;
    this.#examples = examples;
  }

  /**
   * @param values Gives the buffer that has the parameters, which may be replaced while others are evaluated.
   * @param offset Where they are in it, in bytes.
   * @throws {GpuError} if the device has no memory for it.
   */
  evaluate(
    values: () => GPUBuffer,
    offset: number,
    request: GpuRequestOf<'evaluate'>,
  ): Promise<GpuAnswers['evaluate']> {
    const answer = this.#busy.then(() => this.#evaluate(values, offset, request));
    this.#busy = answer.catch(() => null);
    return answer;
  }

  async #evaluate(
    values: () => GPUBuffer,
    offset: number,
    { first, end }: GpuRequestOf<'evaluate'>,
  ): Promise<GpuAnswers['evaluate']> {
    const { rowsPerEvaluation, evaluate } = this.#plan;
    this.#expectUse();
    this.#own ??= await this.#create();
    const own = this.#own;
    this.#expectUse();
    const bound = this.#bind(own, values(), offset);
    const { queue } = this.#device;
    const blocks = Math.ceil((end - first) / rowsPerEvaluation);
    for (let block = 0; block < blocks; block++) {
      const at = first + block * rowsPerEvaluation;
      const rows = Math.min(rowsPerEvaluation, end - at);
      const table = new ArrayBuffer(bytesOfStep);
      writeStep(new DataView(table), 0, { rows, first: 0, place: 0, limit: largestFloat });
      queue.writeBuffer(own.buffers.steps, 0, table);
      queue.writeBuffer(
        own.buffers.batch,
        0,
        Uint32Array.from({ length: rows }, (_, row) => at + row),
      );
      const encoder = this.#device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      dispatchStep(pass, bound, evaluate, 0);
      pass.end();
      own.readback.copy(encoder, own.buffers.results, 4, 8, { at: 8 * block, all: 8 * blocks });
      queue.submit([encoder.finish()]);
    }
    const found = new Float32Array(await own.readback.read());
    const sumOf = (place: 0 | 1) => found.reduce((sum, each, i) => (i % 2 === place ? sum + each : sum), 0);
    return { loss: sumOf(0) / (end - first), right: sumOf(1) };
  }

  #bind({ buffers }: Own, values: GPUBuffer, offset: number) {
    const { evaluate, parameters, kernels } = this.#plan;
    const all: Partial<Record<GpuBufferName, GPUBuffer>> = { ...buffers, values, examples: this.#examples };
    const used = new Set(evaluate.map(({ kernel }) => kernel));
    return kernels.map((_, index) => {
      const pipeline = this.#pipelines[index];
      if (!used.has(index) || !pipeline) return null;
      return bindPipeline(this.#device, pipeline, (name) => {
        const buffer = all[name];
        if (!buffer) return null;
        return name === 'values' ? { buffer, offset, size: 4 * parameters } : { buffer };
      });
    });
  }

  /** What was destroyed meanwhile would cost everybody the device. */
  #expectUse(): void {
    if (this.#isDisposed) throw new Error('the run was disposed of');
  }

  async #create(): Promise<Own> {
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const { rowsPerEvaluation, workspace } = this.#plan;
    const make = (bytes: number, usage: number) => createBuffer(this.#device, bytes, usage);
    const buffers = await guarded(this.#device, 'an evaluation', () => ({
      batch: make(4 * rowsPerEvaluation, STORAGE | COPY_DST),
      workspace: make(4 * workspace, STORAGE),
      results: make(12, STORAGE | COPY_SRC),
      steps: make(bytesOfStep, UNIFORM | COPY_DST),
    }));
    const own = { buffers, readback: new Readback(this.#device) };
    if (this.#isDisposed) letGo(own);
    return own;
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#own) letGo(this.#own);
  }
}

function letGo({ buffers, readback }: Own): void {
  for (const buffer of Object.values(buffers)) buffer.destroy();
  readback.dispose();
}
