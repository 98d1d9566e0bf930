/** What is on one device: tables of examples, runs, and scores. Answers requests about them. */
import type { GpuPlan, GpuTogether } from '../../core/engine/gpu/gpuPlan.ts';
import { type GpuAnswers, GpuError, type GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { ExampleTables } from './exampleTables.ts';
import type { DeviceRequest, Executor } from './executor.ts';
import { NetworkRun } from './networkRun.ts';
import { Pipelines } from './pipelines.ts';
import { RunGroup } from './runGroup.ts';
import { ScoredRuns } from './scoredRuns.ts';

type Handlers = {
  readonly [T in DeviceRequest['type']]: (request: GpuRequestOf<T>) => Promise<GpuAnswers[T]>;
};

interface DeviceRun {
  run(request: GpuRequestOf<'run'>): Promise<GpuAnswers['run']>;
  evaluate(request: GpuRequestOf<'evaluate'>): Promise<GpuAnswers['evaluate']>;
  dispose(): void;
}

interface Created {
  readonly run: Promise<DeviceRun>;
  /** The key of its examples, if it has any. */
  readonly examples: string | null;
}

interface SharedGroup {
  readonly made: Promise<RunGroup>;
  /** How many runs have a place in it, or will. */
  users: number;
}

export class DeviceRuns implements Executor {
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #tables: ExampleTables;
  readonly #runs = new Map<string, Created>();
  /** By what their runs have in common. */
  readonly #groups = new Map<string, SharedGroup>();
  readonly #scores = new Map<string, Promise<ScoredRuns>>();
  readonly #handlers: Handlers = {
    examples: (request) => this.#tables.add(request),
    create: (request) => this.#create(request),
    run: async (request) => (await this.#runOf(request.run)).run(request),
    evaluate: async (request) => (await this.#runOf(request.run)).evaluate(request),
    createScores: (request) => this.#createScores(request),
    score: async (request) => (await this.#scoresOf(request.run)).look(request),
    dispose: ({ run }) => this.#dispose(run),
  };

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#pipelines = new Pipelines(device);
    this.#tables = new ExampleTables(device, (key) => this.#uses(key));
  }

  /** @throws {Error} if it can't be done: `message` says why, as a clause. */
  handle<T extends DeviceRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
    const { type } = request as { readonly type: T };
    const handler: (request: GpuRequestOf<T>) => Promise<GpuAnswers[T]> = this.#handlers[type];
    return handler(request);
  }

  async #create({ run: name, plan, examples: key, values }: GpuRequestOf<'create'>): Promise<null> {
    const table = key === null ? null : this.#tables.get(key);
    // As if the device had been lost, whoever needs it sends it again.
    if (table === undefined) throw new GpuError({ message: 'the GPU has let go of the data', isLost: true });
    await this.#dispose(name);
    const run = this.#begin(plan, key, table, values);
    this.#runs.set(name, { run, examples: key });
    await run;
    return null;
  }

  async #begin(
    plan: GpuPlan,
    key: string | null,
    table: Promise<GPUBuffer> | null,
    values: Float32Array,
  ): Promise<DeviceRun> {
    const { together } = plan;
    if (together) return this.#addToGroup(plan, together, key, table, values);
    if (!table) throw new Error('examples = none — expected those of a network');
    return NetworkRun.create(this.#device, this.#pipelines, plan, await table, values);
  }

  async #addToGroup(
    plan: GpuPlan,
    together: GpuTogether,
    key: string | null,
    table: Promise<GPUBuffer> | null,
    values: Float32Array,
  ): Promise<DeviceRun> {
    const name = `${key ?? ''}\n${plan.kernels[together.kernel]?.source}`;
    const make = async () => RunGroup.create(this.#device, this.#pipelines, plan, together, await table);
    const shared = this.#groups.get(name) ?? { made: make(), users: 0 };
    this.#groups.set(name, shared);
    shared.users++;
    try {
      const group = await shared.made;
      const slot = await group.add(values);
      return {
        run: (request) => group.run(slot, request),
        evaluate: (request) => group.evaluate(slot, request),
        dispose: () => {
          group.remove(slot);
          this.#leave(name, shared);
        },
      };
    } catch (error) {
      this.#leave(name, shared);
      throw error;
    }
  }

  /** The last one lets go of the group. */
  #leave(name: string, shared: SharedGroup): void {
    if (--shared.users > 0) return;
    this.#groups.delete(name);
    shared.made.then(
      (group) => group.dispose(),
      () => {},
    );
  }

  #uses(key: string): boolean {
    return [...this.#runs.values()].some(({ examples }) => examples === key);
  }

  async #createScores(request: GpuRequestOf<'createScores'>): Promise<null> {
    await this.#dispose(request.run);
    const scores = ScoredRuns.create(this.#device, this.#pipelines, request);
    this.#scores.set(request.run, scores);
    await scores;
    return null;
  }

  #scoresOf(name: string): Promise<ScoredRuns> {
    const scores = this.#scores.get(name);
    if (!scores) throw new Error(`run = ${name} — expected scores that were created before`);
    return scores;
  }

  async #dispose(name: string): Promise<null> {
    const scores = this.#scores.get(name);
    this.#scores.delete(name);
    (await scores?.catch(() => null))?.dispose();
    const created = this.#runs.get(name);
    this.#runs.delete(name);
    (await created?.run.catch(() => null))?.dispose();
    return null;
  }

  #runOf(name: string): Promise<DeviceRun> {
    const created = this.#runs.get(name);
    if (!created) throw new Error(`run = ${name} — expected one that was created before`);
    return created.run;
  }
}
