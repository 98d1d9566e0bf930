/** The loss of a network over many rows, in blocks of rows, each as if it were a step. */
import type { GpuBufferName, GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfStep } from '../../core/engine/gpu/kernels/bindings.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer, Readback } from './buffers.ts';
import { bindPipeline, dispatchStep } from './dispatch.ts';
import type { Pipeline } from './pipelines.ts';
import { writeStep } from './stepTable.ts';
import { largestFloat } from './submitLength.ts';

export class Evaluator {
  readonly #device: GPUDevice;
  readonly #plan: GpuPlan;
  readonly #pipelines: readonly Pipeline[];
  readonly #examples: GPUBuffer;
  /** Made with the first evaluation. */
  #buffers: Partial<Record<GpuBufferName, GPUBuffer>> | null = null;
  #readback: Readback | null = null;
  /** One evaluation after another: they have one workspace. */
  #busy: Promise<unknown> = Promise.resolve();

  constructor(device: GPUDevice, plan: GpuPlan, pipelines: readonly Pipeline[], examples: GPUBuffer) {
    this.#device = device;
    this.#plan = plan;
    this.#pipelines = pipelines;
    this.#examples = examples;
  }

  /** @param offset Where in `values` the parameters are, in bytes. */
  evaluate(
    values: GPUBuffer,
    offset: number,
    request: GpuRequestOf<'evaluate'>,
  ): Promise<GpuAnswers['evaluate']> {
    const answer = this.#busy.then(() => this.#evaluate(values, offset, request));
    this.#busy = answer.catch(() => null);
    return answer;
  }

  async #evaluate(
    values: GPUBuffer,
    offset: number,
    { first, end }: GpuRequestOf<'evaluate'>,
  ): Promise<GpuAnswers['evaluate']> {
    const { rowsPerEvaluation, evaluate, parameters, kernels } = this.#plan;
    this.#buffers ??= this.#create();
    const { steps, batch, results } = this.#buffers;
    if (!steps || !batch || !results) throw new Error('buffers = none — expected those of an evaluation');
    const buffers = { ...this.#buffers, values, examples: this.#examples };
    const used = new Set(evaluate.map(({ kernel }) => kernel));
    const bound = kernels.map((_, index) => {
      const pipeline = this.#pipelines[index];
      if (!used.has(index) || !pipeline) return null;
      return bindPipeline(this.#device, pipeline, (name) => {
        const buffer = buffers[name];
        if (!buffer) return null;
        return name === 'values' ? { buffer, offset, size: 4 * parameters } : { buffer };
      });
    });
    let loss = 0;
    let right = 0;
    const { queue } = this.#device;
    this.#readback ??= new Readback(this.#device);
    for (let at = first; at < end; at += rowsPerEvaluation) {
      const rows = Math.min(rowsPerEvaluation, end - at);
      const table = new ArrayBuffer(bytesOfStep);
      writeStep(new DataView(table), 0, { rows, first: 0, place: 0, limit: largestFloat });
      queue.writeBuffer(steps, 0, table);
      queue.writeBuffer(
        batch,
        0,
        Uint32Array.from({ length: rows }, (_, row) => at + row),
      );
      const encoder = this.#device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      dispatchStep(pass, bound, evaluate, 0);
      pass.end();
      this.#readback.copy(encoder, results, 4, 8);
      queue.submit([encoder.finish()]);
      const [blockLoss = Number.NaN, blockRight = 0] = new Float32Array(await this.#readback.read());
      loss += blockLoss;
      right += blockRight;
    }
    return { loss: loss / (end - first), right };
  }

  #create(): Partial<Record<GpuBufferName, GPUBuffer>> {
    const { STORAGE, UNIFORM, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const { rowsPerEvaluation, workspace } = this.#plan;
    return {
      batch: createBuffer(this.#device, 4 * rowsPerEvaluation, STORAGE | COPY_DST),
      workspace: createBuffer(this.#device, 4 * workspace, STORAGE),
      results: createBuffer(this.#device, 12, STORAGE | COPY_SRC),
      steps: createBuffer(this.#device, bytesOfStep, UNIFORM | COPY_DST),
    };
  }

  dispose(): void {
    for (const buffer of Object.values(this.#buffers ?? {})) buffer.destroy();
    this.#readback?.dispose();
  }
}
