import { type GpuDescription, type GpuDeviceFacts, GpuError } from '../../core/engine/gpu/messages.ts';

/** An adapter that has just crashed is there again after this time at most, in milliseconds. */
const patience = 5000;
const pause = 100;

/** Chromium blocks a page's GPU for two minutes after two crashes, and all of them after three. */
const notBack = `the GPU was lost and is not back after ${patience / 1000} seconds: after several crashes a window goes without, until it is opened again`;

/**
 * The adapter for long computations.
 * @param wasLost Whether there was one before, and it may take a moment until there is another.
 * @throws {GpuError} if the window has none.
 */
export async function findAdapter(wasLost: boolean): Promise<GPUAdapter> {
  const { gpu } = navigator as { readonly gpu?: GPU };
  if (!gpu) throw new GpuError({ message: `this window has no WebGPU: ${advice()}`, isLost: false });
  for (const start = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, pause))) {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter) return adapter;
    if (!wasLost)
      throw new GpuError({
        message: `this window’s WebGPU finds no GPU: ${advice()}${afterCrashes}`,
        isLost: false,
      });
    if (performance.now() - start > patience) throw new GpuError({ message: notBack, isLost: false });
  }
}

/** A page that was loaded since doesn't know of them. */
const afterCrashes = '; if the GPU has crashed before, open the window again';

/** On Linux Chromium has WebGPU switched off on most machines. */
const advice = () =>
  navigator.userAgent.includes('Linux')
    ? 'start VS Code, or its browser, with --enable-features=Vulkan --enable-unsafe-webgpu'
    : 'switch hardware acceleration on, and bring the graphics driver up to date';

/** What large layers need more of than every device has. */
const limits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies (keyof GPUSupportedLimits)[];

/** A device with as much of everything as the adapter has. */
export function requestDevice(adapter: GPUAdapter): Promise<GPUDevice> {
  const requiredLimits = Object.fromEntries(limits.map((name) => [name, adapter.limits[name]]));
  // Kernels for GPUs use none.
  const isUsed = isSoftware(adapter.info) && adapter.features.has('subgroups');
  return adapter.requestDevice({ requiredLimits, requiredFeatures: isUsed ? ['subgroups'] : [] });
}

/** Adapters that compute on the processor, by what they call themselves. */
const software = /swiftshader|llvmpipe|lavapipe|\bwarp\b|basic render/i;

/** As the makers write themselves. */
const names: Readonly<Record<string, string>> = {
  amd: 'AMD',
  apple: 'Apple',
  arm: 'Arm',
  intel: 'Intel',
  nvidia: 'NVIDIA',
  qualcomm: 'Qualcomm',
};

function wordsOf({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return [vendor, architecture, device, description].filter(Boolean).join(' ');
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return info.isFallbackAdapter || software.test(wordsOf(info));
}

export function factsOf({ adapterInfo, limits, features }: GPUDevice): GpuDeviceFacts {
  const [browser = ''] = /Chrome\/[\d.]+/.exec(navigator.userAgent) ?? [];
  return {
    name: nameOf(adapterInfo),
    isSoftware: isSoftware(adapterInfo),
    hasSubgroups: features.has('subgroups'),
    version: `${wordsOf(adapterInfo)} ${browser}`,
    largestBuffer: Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize),
  };
}

/** @param adapter null where none is open. */
export function describe(adapter: GPUAdapter | null): GpuDescription {
  const { userAgent } = navigator;
  const hasWebGpu = 'gpu' in navigator;
  if (!adapter) return { userAgent, hasWebGpu, adapter };
  const { vendor, architecture, device, description, isFallbackAdapter: isFallback = false } = adapter.info;
  const limits: Record<string, number> = {};
  // They are the prototype's.
  for (const name in adapter.limits) {
    const limit: unknown = adapter.limits[name as keyof GPUSupportedLimits];
    if (typeof limit === 'number') limits[name] = limit;
  }
  const features = [...adapter.features].sort();
  return {
    ...{ userAgent, hasWebGpu },
    adapter: { vendor, architecture, device, description, isFallback, limits, features },
  };
}

function nameOf({ vendor, architecture, description }: GPUAdapterInfo): string {
  if (architecture === 'swiftshader') return 'SwiftShader';
  const generic = [names[vendor] ?? vendor, architecture].filter(Boolean).join(' ');
  return description || generic || 'GPU without a name';
}
