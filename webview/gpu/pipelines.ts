/** Kernels of plans -> pipelines of a device, each made once. */
import type { GpuBinding, GpuKernel } from '../../core/engine/gpu/gpuPlan.ts';

/** Of a kernel, what a pipeline is made of. */
export interface PipelineSource extends Omit<GpuKernel, 'bindings'> {
  readonly bindings: readonly Omit<GpuBinding, 'buffer'>[];
}

export interface Pipeline<Kernel extends PipelineSource = GpuKernel> extends MadePipeline {
  readonly kernel: Kernel;
}

interface MadePipeline {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export class Pipelines {
  readonly #device: GPUDevice;
  readonly #made = new Map<string, Promise<MadePipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** @throws {Error} if the device refuses a kernel. */
  make<Kernel extends PipelineSource>(kernels: readonly Kernel[]): Promise<readonly Pipeline<Kernel>[]> {
    return Promise.all(kernels.map((kernel) => this.#get(kernel)));
  }

  async #get<Kernel extends PipelineSource>(kernel: Kernel): Promise<Pipeline<Kernel>> {
    const key = `${kernel.entryPoint}\n${kernel.source}`;
    const made = this.#made.get(key) ?? this.#create(kernel);
    this.#made.set(key, made);
    return { kernel, ...(await made) };
  }

  async #create(kernel: PipelineSource): Promise<MadePipeline> {
    const device = this.#device;
    const layout = device.createBindGroupLayout({
      entries: kernel.bindings.map(({ type, isPerStep }, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type, hasDynamicOffset: isPerStep },
      })),
    });
    const module = device.createShaderModule({ code: kernel.source, label: kernel.name });
    const { entryPoint } = kernel;
    try {
      const pipeline = await device.createComputePipelineAsync({
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint },
        label: kernel.name,
      });
      return { pipeline, layout };
    } catch (error) {
      throw new Error(`the device refuses the kernel ‘${kernel.name}’: ${await reasonOf(module, error)}`);
    }
  }
}

async function reasonOf(module: GPUShaderModule, error: unknown): Promise<string> {
  const { messages } = await module.getCompilationInfo();
  const [first] = messages.filter(({ type }) => type === 'error');
  if (first) return `line ${first.lineNum}: ${first.message}`;
  return error instanceof Error ? error.message : String(error);
}
