/** A rule that runs as WGSL, with the methods of the other kernels. */

import { plan } from '../../core/rule/plan/plan.ts';
import { interpretUniforms } from '../../core/rule/run/interpretUniforms.ts';
import { createState, type Kernel, rangesOf } from '../../core/rule/run/kernel.ts';
import type { ResolvedRule } from '../../core/rule/syntax/rule.ts';
import { type WgslStage, wgslKernel } from '../../core/rule/targets/wgsl/wgsl.ts';
import { createProgram } from './program.ts';

type Float32Kernel = Kernel<Float32Array>;
type Given = Parameters<Float32Kernel['update']>;

/** A kernel whose work is done when its promises are. */
export interface GpuKernel {
  readonly createState: Float32Kernel['createState'];
  readonly lookAhead?: (...given: Parameters<NonNullable<Float32Kernel['lookAhead']>>) => Promise<void>;
  readonly update: (...given: Given) => Promise<void>;
}

export interface GpuOptions {
  /** Of a workgroup. Default: the source's own, 64. */
  readonly threads?: number;
  /** What becomes of each uniform. */
  readonly convert?: (value: number) => number;
}

export async function createGpuKernel(
  device: GPUDevice,
  rule: ResolvedRule,
  tensors: readonly number[],
  { threads, convert = (value) => value }: GpuOptions = {},
): Promise<GpuKernel> {
  const kernel = wgslKernel(plan(rule, { reciprocals: true }));
  const { source, buffers, lookAhead, update, gradientAt, rowLength } = kernel;
  const entryPoints = [lookAhead, update].flatMap((stage) => stage?.dispatches ?? []);
  const program = await createProgram(
    device,
    source,
    buffers,
    entryPoints.map(({ entryPoint }) => entryPoint),
    threads === undefined ? {} : { threads },
  );
  const size = tensors.reduce((sum, length) => sum + length, 0);
  const counts = { one: 1, tensors: tensors.length, elements: Math.ceil(size / (threads ?? 64)) };

  /** The tensors of `values` after a stage. */
  async function run(
    { stage, offset, dispatches }: WgslStage,
    ...[parameters, gradient, state, hyperparameters, step]: Given
  ): Promise<(tensor: number) => Float32Array> {
    // What is left in scratch and at the point ahead must not matter.
    const values = new Float32Array(kernel.tensors * size).fill(Number.NaN);
    for (const [index, tensor] of [parameters, ...state.tensors].entries()) values.set(tensor, index * size);
    const uniforms = new Float32Array(rowLength).fill(Number.NaN);
    interpretUniforms(rule, stage)(hyperparameters, state.scalars, step, uniforms.subarray(offset));
    const after = await program.run(
      {
        values,
        gradient,
        uniforms: uniforms.map(convert),
        ranges: Uint32Array.from(rangesOf(tensors).flat()),
      },
      dispatches.map(({ entryPoint, workgroups }) => [entryPoint, counts[workgroups]]),
    );
    return (tensor) => after.subarray(tensor * size, (tensor + 1) * size);
  }

  return {
    createState: (parameters, hyperparameters) =>
      createState(rule, parameters, hyperparameters, (length): Float32Array => new Float32Array(length)),
    ...(lookAhead && {
      async lookAhead(parameters, gradient, state, hyperparameters, step, at) {
        const tensorOf = await run(lookAhead, parameters, gradient, state, hyperparameters, step);
        at.set(tensorOf(gradientAt));
      },
    }),
    async update(parameters, gradient, state, hyperparameters, step) {
      const tensorOf = await run(update, parameters, gradient, state, hyperparameters, step);
      for (const [index, tensor] of [parameters, ...state.tensors].entries()) tensor.set(tensorOf(index));
    },
  };
}
