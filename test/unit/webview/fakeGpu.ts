/** As much of WebGPU as opening a device needs; tests say what the machine has and what happens to it. */
import { vi } from 'vitest';

const lengthOfProbe = 1024;

export class FakeDevice extends EventTarget {
  readonly limits = { maxBufferSize: 4096, maxStorageBufferBindingSize: 2048 };
  readonly adapterInfo: object;
  readonly features: ReadonlySet<string>;
  readonly queue = { writeBuffer: () => {}, submit: () => {} };
  readonly pushErrorScope = () => {};
  readonly popErrorScope = async (): Promise<object | null> => this.errors.pop() ?? null;
  readonly createShaderModule = () => ({});
  readonly createComputePipeline = () => ({ getBindGroupLayout: () => ({}) });
  readonly createBindGroup = () => ({});
  /** What error scopes are told. */
  errors: object[] = [];
  /** What the first computation gives. */
  computed: Float32Array = probed();
  isDestroyed = false;
  lose: (message: string) => void = () => {};
  readonly lost = new Promise<{ message: string }>((resolve) => {
    this.lose = (message) => resolve({ message });
  });

  constructor(info: object, features: Iterable<string>) {
    super();
    this.adapterInfo = info;
    this.features = new Set(features);
  }

  readonly createBuffer = () => ({
    mapAsync: async () => {},
    getMappedRange: () => this.computed.buffer,
    destroy: () => {},
  });

  readonly createCommandEncoder = () => ({
    beginComputePass: () => ({
      setPipeline: () => {},
      setBindGroup: () => {},
      dispatchWorkgroups: () => {},
      end: () => {},
    }),
    copyBufferToBuffer: () => {},
    finish: () => ({}),
  });

  destroy(): void {
    this.isDestroyed = true;
    this.lose('destroyed');
  }

  /** An error that no scope was there for. */
  complain(error: object): void {
    this.dispatchEvent(Object.assign(new Event('uncapturederror'), { error }));
  }
}

/** By hand, after the source in `probe.ts`: 3 times the sum so far, and the number at the other end. */
function probed(): Float32Array {
  const before = Array.from({ length: lengthOfProbe }, (_, i) => ((i * 37) % 101) - 50);
  const results: number[] = [];
  for (let group = 0; group < lengthOfProbe; group += 64) {
    let sum = 0;
    for (let i = 0; i < 64; i++) {
      sum += before[group + i] ?? 0;
      results.push(3 * sum + (before[group + 63 - i] ?? 0));
    }
  }
  return Float32Array.from(results);
}

export class OutOfMemory {
  readonly message = 'too large';
}

export interface FakeMachine {
  info: Record<string, unknown>;
  /** Of its adapters. */
  features: readonly string[];
  /** How many requests for an adapter are refused before one is granted. */
  refusals: number;
  /** Adapters were asked for, and devices. */
  readonly asked: unknown[];
  readonly devices: FakeDevice[];
  /** Prepares the next device. */
  prepare: (device: FakeDevice) => void;
}

/** Puts WebGPU, or none, where the code under test looks for it. */
export function fakeMachine({ gpu = true, userAgent = 'Windows Chrome/140.0.1.2' } = {}): FakeMachine {
  const machine: FakeMachine = {
    info: { vendor: 'nvidia', architecture: 'hopper', device: '', description: '', isFallbackAdapter: false },
    features: ['subgroups', 'shader-f16'],
    ...{ refusals: 0, asked: [], devices: [], prepare: () => {} },
  };
  const limits = {
    maxBufferSize: 4096,
    maxStorageBufferBindingSize: 2048,
    maxComputeWorkgroupStorageSize: 1,
  };
  const requestAdapter = async (options: unknown) => {
    machine.asked.push(options);
    if (machine.refusals-- > 0) return null;
    return {
      limits,
      info: machine.info,
      features: new Set(machine.features),
      async requestDevice(descriptor: unknown) {
        machine.asked.push(descriptor);
        const { requiredFeatures } = descriptor as GPUDeviceDescriptor;
        const device = new FakeDevice(machine.info, requiredFeatures ?? []);
        machine.prepare(device);
        machine.devices.push(device);
        return device;
      },
    };
  };
  vi.stubGlobal('navigator', { userAgent, ...(gpu && { gpu: { requestAdapter } }) });
  vi.stubGlobal('GPUBufferUsage', { MAP_READ: 1, COPY_SRC: 4, COPY_DST: 8, STORAGE: 128 });
  vi.stubGlobal('GPUMapMode', { READ: 1 });
  vi.stubGlobal('GPUOutOfMemoryError', OutOfMemory);
  return machine;
}
