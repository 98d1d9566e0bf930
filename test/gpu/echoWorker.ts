/**
 * A worker whose device gives back what it was sent, for tests of the way to it: the examples as values of `run`, its uniforms
 * as losses; plans are no matter. All else is what every worker does.
 */
import '../../webview/shared/strictZod.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import type { DeviceRequest } from '../../webview/gpu/executor.ts';
import { guarded } from '../../webview/gpu/guarded.ts';
import { serve, type WorkerScope } from '../../webview/gpu/serve.ts';

class Echo {
  readonly #device: GPUDevice;
  #examples: GPUBuffer | null = null;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  handle = async <T extends DeviceRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> =>
    (await this.#answer(request)) as GpuAnswers[T];

  async #answer(request: DeviceRequest): Promise<GpuAnswers[DeviceRequest['type']]> {
    if (request.type === 'examples') return this.#keep(request);
    if (request.type === 'evaluate') return { loss: Number.NaN, right: request.end };
    if (request.type !== 'run') return null;
    // As long as it pleases the test that ends it.
    if (request.run === 'endless') return new Promise(() => {});
    if (request.run === 'invalid') {
      this.#device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
      // Until then Chromium keeps it to itself.
      this.#device.queue.submit([]);
      return new Promise(() => {});
    }
    const { limit, uniforms, checkpoint } = request;
    const start = performance.now();
    const losses = await this.#read(this.#write(uniforms));
    const values = checkpoint && this.#examples ? await this.#read(this.#examples) : null;
    return {
      losses,
      positions: null,
      values,
      milliseconds: limit === Number.POSITIVE_INFINITY ? performance.now() - start : -1,
    };
  }

  async #keep({ length, at, numbers }: GpuRequestOf<'examples'>): Promise<null> {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    await guarded(this.#device, 'examples', () => {
      if (at === 0) this.#examples = this.#device.createBuffer({ size: 4 * length, usage });
      if (this.#examples) this.#device.queue.writeBuffer(this.#examples, 4 * at, ofOwnBuffer(numbers));
    });
    return null;
  }

  #write(numbers: Float32Array): GPUBuffer {
    const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = this.#device.createBuffer({ size: numbers.byteLength, usage });
    this.#device.queue.writeBuffer(buffer, 0, ofOwnBuffer(numbers));
    return buffer;
  }

  async #read(buffer: GPUBuffer): Promise<Float32Array> {
    const { size } = buffer;
    const copy = this.#device.createBuffer({
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    const encoder = this.#device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, copy, 0, size);
    this.#device.queue.submit([encoder.finish()]);
    await copy.mapAsync(GPUMapMode.READ);
    return new Float32Array(copy.getMappedRange().slice(0));
  }
}

/** What came in a message is in no memory that threads share. */
const ofOwnBuffer = (numbers: Float32Array) => numbers as Float32Array<ArrayBuffer>;

serve(globalThis as unknown as WorkerScope, (device) => new Echo(device));
