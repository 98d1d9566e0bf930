/** What is on one device: tables of examples, and runs. Answers requests, but for `open`. */
import type { GpuAnswers, GpuRequest, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer } from './buffers.ts';
import { NetworkRun } from './networkRun.ts';
import { Pipelines } from './pipelines.ts';

type DeviceRequest = Exclude<GpuRequest['type'], 'open'>;

type Handlers = {
  readonly [T in DeviceRequest]: (request: GpuRequestOf<T>) => Promise<GpuAnswers[T]>;
};

export class DeviceRuns {
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #examples = new Map<string, GPUBuffer>();
  readonly #runs = new Map<string, Promise<NetworkRun>>();
  readonly #handlers: Handlers = {
    examples: async (request) => this.#addExamples(request),
    create: async (request) => this.#create(request),
    run: async (request) => (await this.#runOf(request.run)).run(request),
    evaluate: async (request) => (await this.#runOf(request.run)).evaluate(request),
    dispose: async ({ run }) => this.#dispose(run),
  };

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#pipelines = new Pipelines(device);
  }

  /** @throws {Error} if it can't be done: `message` says why, as a clause. */
  handle<T extends DeviceRequest>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    const { type } = request as { readonly type: T };
    const handler: (request: GpuRequestOf<T>) => Promise<GpuAnswers[T]> = this.#handlers[type];
    return handler(request);
  }

  #addExamples({ key, length, at, numbers }: GpuRequestOf<'examples'>): null {
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    const buffer = this.#examples.get(key) ?? createBuffer(this.#device, 4 * length, STORAGE | COPY_DST);
    this.#examples.set(key, buffer);
    this.#device.queue.writeBuffer(buffer, 4 * at, numbers as Float32Array<ArrayBuffer>);
    return null;
  }

  async #create({ run, plan, examples: key, values }: GpuRequestOf<'create'>): Promise<null> {
    const examples = this.#examples.get(key);
    if (!examples) throw new Error(`examples = ${key} — expected a table that was sent before`);
    await this.#dispose(run);
    const created = NetworkRun.create(this.#device, this.#pipelines, plan, examples, values);
    this.#runs.set(run, created);
    await created;
    return null;
  }

  async #dispose(name: string): Promise<null> {
    const run = this.#runs.get(name);
    this.#runs.delete(name);
    (await run?.catch(() => null))?.dispose();
    return null;
  }

  #runOf(name: string): Promise<NetworkRun> {
    const run = this.#runs.get(name);
    if (!run) throw new Error(`run = ${name} — expected one that was created before`);
    return run;
  }
}
