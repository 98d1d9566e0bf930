/** WGSL that has a rule's buffers, compiled for a device. */
import type { WgslBuffer } from '../../core/rule/targets/wgsl/wgsl.ts';

type Contents = Readonly<Partial<Record<WgslBuffer['name'], Float32Array | Uint32Array>>>;

export interface Program {
  /**
   * Dispatches entry points one after another, each with a number of workgroups.
   * @returns What is in `values` then.
   */
  run(
    contents: Contents,
    dispatches: readonly (readonly [entryPoint: string, workgroups: number])[],
  ): Promise<Float32Array>;
}

/**
 * @param constants Of the pipelines.
 * @throws Error with the compiler's messages where it refuses the source.
 */
export async function createProgram(
  device: GPUDevice,
  source: string,
  buffers: readonly WgslBuffer[],
  entryPoints: readonly string[],
  constants: Readonly<Record<string, number>> = {},
): Promise<Program> {
  const bindGroupLayout = device.createBindGroupLayout({
    entries: buffers.map(({ type }, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  });
  const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] });
  const module = device.createShaderModule({ code: source });
  const { messages } = await module.getCompilationInfo();
  if (messages.length > 0) throw new Error(messages.map(({ message }) => message).join('\n'));
  const pipelines = new Map<string, GPUComputePipeline>();
  for (const entryPoint of entryPoints) {
    const compute = { module, entryPoint, constants };
    pipelines.set(entryPoint, await device.createComputePipelineAsync({ layout, compute }));
  }

  return {
    async run(contents, dispatches) {
      const created = buffers.map(({ name }) => createBuffer(device, contents[name] ?? new Float32Array(1)));
      const entries = created.map((buffer, binding) => ({ binding, resource: { buffer } }));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setBindGroup(0, device.createBindGroup({ layout: bindGroupLayout, entries }));
      for (const [entryPoint, workgroups] of dispatches) {
        const pipeline = pipelines.get(entryPoint);
        if (!pipeline) throw new Error(`no entry point ${entryPoint}`);
        pass.setPipeline(pipeline);
        pass.dispatchWorkgroups(workgroups);
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
      const values = await readFloats(device, created[0]);
      for (const buffer of created) buffer.destroy();
      return values;
    },
  };
}

function createBuffer(device: GPUDevice, contents: Float32Array | Uint32Array): GPUBuffer {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: contents.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, contents.slice());
  return buffer;
}

async function readFloats(device: GPUDevice, source: GPUBuffer | undefined): Promise<Float32Array> {
  if (!source) throw new Error('no such buffer');
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const copy = device.createBuffer({ size: source.size, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(source, 0, copy, 0, source.size);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  const floats = new Float32Array(copy.getMappedRange().slice(0));
  copy.destroy();
  return floats;
}
