/** What is on one device: tables of examples, and runs. Answers requests, but for `open`. */

import type { GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import type { GpuAnswers, GpuRequest, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer } from './buffers.ts';
import { NetworkRun } from './networkRun.ts';
import { Pipelines } from './pipelines.ts';
import { RunGroup } from './runGroup.ts';

type DeviceRequest = Exclude<GpuRequest['type'], 'open'>;

type Handlers = {
  readonly [T in DeviceRequest]: (request: GpuRequestOf<T>) => Promise<GpuAnswers[T]>;
};

interface DeviceRun {
  run(request: GpuRequestOf<'run'>): Promise<GpuAnswers['run']>;
  evaluate(request: GpuRequestOf<'evaluate'>): Promise<GpuAnswers['evaluate']>;
  dispose(): void;
}

export class DeviceRuns {
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #examples = new Map<string, GPUBuffer>();
  readonly #runs = new Map<string, Promise<DeviceRun>>();
  /** By what their runs have in common. */
  readonly #groups = new Map<string, Promise<RunGroup>>();
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
    const created = plan.together
      ? this.#addToGroup(plan, key, examples, values)
      : NetworkRun.create(this.#device, this.#pipelines, plan, examples, values);
    this.#runs.set(run, created);
    await created;
    return null;
  }

  async #addToGroup(
    plan: GpuPlan,
    key: string,
    examples: GPUBuffer,
    values: Float32Array,
  ): Promise<DeviceRun> {
    const { together } = plan;
    if (!together) throw new Error('plan.together = null — expected that of a small network');
    const name = `${key}\n${plan.kernels[together.kernel]?.source}`;
    const made =
      this.#groups.get(name) ?? RunGroup.create(this.#device, this.#pipelines, plan, together, examples);
    this.#groups.set(name, made);
    const group = await made;
    const slot = group.add(values);
    return {
      run: (request) => group.run(slot, request),
      evaluate: (request) => group.evaluate(slot, request),
      dispose: () => group.remove(slot),
    };
  }

  async #dispose(name: string): Promise<null> {
    const run = this.#runs.get(name);
    this.#runs.delete(name);
    (await run?.catch(() => null))?.dispose();
    return null;
  }

  #runOf(name: string): Promise<DeviceRun> {
    const run = this.#runs.get(name);
    if (!run) throw new Error(`run = ${name} — expected one that was created before`);
    return run;
  }
}
