/** Pipelines with their buffers, dispatched step by step. */
import type { GpuBufferName, GpuDispatch } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfStep } from '../../core/engine/gpu/kernels/bindings.ts';
import type { Pipeline } from './pipelines.ts';

export interface BoundPipeline {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  /** Bytes from a step to the next, for each binding that moves. */
  readonly strides: readonly number[];
}

/**
 * @param resourceOf null where the kernel doesn't need it.
 * @param bytesOfRow Of `uniforms`, for kernels that see the row of a step. Default: none does.
 */
export function bindPipeline(
  device: GPUDevice,
  { kernel: { bindings, name }, pipeline, layout }: Pipeline,
  resourceOf: (buffer: GpuBufferName) => GPUBufferBinding | null,
  bytesOfRow = 0,
): BoundPipeline {
  const bytesOf = (buffer: GpuBufferName) => (buffer === 'steps' ? bytesOfStep : bytesOfRow);
  const entries = bindings.map(({ buffer, isPerStep }, binding) => {
    const resource = resourceOf(buffer);
    if (!resource) throw new Error(`buffer = ${buffer} — expected one for the kernel ‘${name}’`);
    return { binding, resource: isPerStep ? { ...resource, size: bytesOf(buffer) } : resource };
  });
  return {
    pipeline,
    group: device.createBindGroup({ layout, entries }),
    strides: bindings.flatMap(({ buffer, isPerStep }) => (isPerStep ? [bytesOf(buffer)] : [])),
  };
}

export function dispatchStep(
  pass: GPUComputePassEncoder,
  bound: readonly (BoundPipeline | null)[],
  dispatches: readonly GpuDispatch[],
  step: number,
): void {
  for (const { kernel, workgroups } of dispatches) {
    const one = bound[kernel];
    if (!one) throw new Error(`kernel = ${kernel} — expected one of the plan`);
    pass.setPipeline(one.pipeline);
    pass.setBindGroup(
      0,
      one.group,
      one.strides.map((stride) => step * stride),
    );
    pass.dispatchWorkgroups(...workgroups);
  }
}
