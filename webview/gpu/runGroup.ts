/**
 * Runs of one plan, of small networks on one table of examples or on one surface: whatever steps they are to take at the
 * same time they take in one dispatch, each in a workgroup or a thread of its own.
 */
import type { GpuBufferName, GpuPlan, GpuTogether } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfJob, mostJobs } from '../../core/engine/gpu/kernels/bindings.ts';
import type { GpuAnswers, GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer, Readback, readValues } from './buffers.ts';
import { Evaluator } from './evaluator.ts';
import { guarded } from './guarded.ts';
import { type Job, type JobTable, type Task, tableOfJobs } from './jobTable.ts';
import type { Pipeline, Pipelines } from './pipelines.ts';
import { SubmitLength } from './submitLength.ts';

/** Of a dispatch. */
const mostSteps = 4096;

type Buffers = Partial<Record<GpuBufferName, GPUBuffer>>;

export class RunGroup {
  readonly #device: GPUDevice;
  readonly #plan: GpuPlan;
  readonly #together: GpuTogether;
  readonly #pipelines: readonly Pipeline[];
  readonly #buffers: Buffers;
  readonly #readbacks: readonly [Readback, Readback];
  readonly #length = new SubmitLength(mostSteps);
  /** null where there are no examples. */
  readonly #evaluator: Evaluator | null;
  /** How many runs there is room for. */
  #capacity = 0;
  #growing: Promise<void> | null = null;
  readonly #free: number[] = [];
  /** In the order of the requests; a run may have several, one behind the other. */
  #tasks: Task[] = [];
  /** Of each run: when its last request was answered. */
  readonly #answered: number[] = [];
  #working = false;

  /** @throws {Error} if the device refuses a kernel. */
  static async create(
    device: GPUDevice,
    pipelines: Pipelines,
    plan: GpuPlan,
    together: GpuTogether,
    examples: GPUBuffer | null,
  ): Promise<RunGroup> {
    return new RunGroup(device, await pipelines.make(plan.kernels), plan, together, examples);
  }

  private constructor(
    device: GPUDevice,
    pipelines: readonly Pipeline[],
    plan: GpuPlan,
    together: GpuTogether,
    examples: GPUBuffer | null,
  ) {
    const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
    this.#device = device;
    this.#plan = plan;
    this.#together = together;
    this.#pipelines = pipelines;
    const ranges = createBuffer(device, 8 * plan.ranges.length, STORAGE | COPY_DST);
    device.queue.writeBuffer(ranges, 0, Uint32Array.from(plan.ranges.flat()));
    const jobs = createBuffer(device, mostJobs * bytesOfJob, UNIFORM | COPY_DST);
    this.#buffers = { ...(examples && { examples }), ranges, jobs };
    this.#readbacks = [new Readback(device), new Readback(device)];
    this.#evaluator = examples && new Evaluator(device, plan, pipelines, examples);
  }

  /**
   * Room for a run, at its start.
   * @returns Its number.
   * @throws {GpuError} if the device has none.
   */
  async add(values: Float32Array): Promise<number> {
    let slot = this.#free.pop();
    while (slot === undefined) {
      this.#growing ??= this.#grow().finally(() => {
        this.#growing = null;
      });
      await this.#growing;
      slot = this.#free.pop();
    }
    const { stride, workspace } = this.#together;
    const { queue } = this.#device;
    queue.writeBuffer(this.#buffer('values'), 4 * slot * stride, values as Float32Array<ArrayBuffer>);
    if (workspace > 0)
      queue.writeBuffer(this.#buffer('workspace'), 4 * ((slot + 1) * workspace - 1), new Uint32Array(1));
    return slot;
  }

  /** What it was still to do fails; the next run may have its room at once, since a device does things in their order. */
  remove(slot: number): void {
    const left = this.#tasks.filter((task) => task.slot === slot);
    this.#tasks = this.#tasks.filter((task) => task.slot !== slot);
    for (const task of left) task.fail(new Error('the run was disposed of'));
    this.#free.push(slot);
  }

  /** Twice the room; what runs have is copied when the device has it. */
  async #grow(): Promise<void> {
    const before = this.#capacity;
    const capacity = Math.max(1, 2 * before);
    const { stride, workspace } = this.#together;
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    const make = (numbers: number, usage: number) =>
      createBuffer(this.#device, 4 * capacity * numbers, STORAGE | usage);
    const { values, gradient, areas } = await guarded(this.#device, `${capacity} runs`, () => ({
      values: make(stride, COPY_DST | COPY_SRC),
      gradient: make(stride, 0),
      areas: make(workspace, COPY_DST | COPY_SRC),
    }));
    const { values: oldValues, workspace: oldAreas } = this.#buffers;
    if (oldValues && oldAreas) {
      const encoder = this.#device.createCommandEncoder();
      encoder.copyBufferToBuffer(oldValues, 0, values, 0, 4 * before * stride);
      encoder.copyBufferToBuffer(oldAreas, 0, areas, 0, 4 * before * workspace);
      this.#device.queue.submit([encoder.finish()]);
    }
    this.#replace('values', values);
    this.#replace('gradient', gradient);
    this.#replace('workspace', areas);
    for (let slot = capacity - 1; slot >= before; slot--) this.#free.push(slot);
    this.#capacity = capacity;
  }

  async run(slot: number, request: GpuRequestOf<'run'>): Promise<GpuAnswers['run']> {
    const losses = new Float32Array(request.steps + 1);
    const { coordinates } = this.#together;
    const positions = coordinates > 0 ? new Float32Array(coordinates * losses.length) : null;
    const begin = performance.now();
    const task = await new Promise<Task>((resolve, reject) => {
      const task: Task = {
        ...{ slot, request, losses, positions, values: null, done: 0, row: 0, submits: 0, fail: reject },
        finish: () => resolve(task),
      };
      this.#tasks.push(task);
      if (!this.#working) void this.#work();
    });
    // It may have waited for the one before.
    const milliseconds = performance.now() - Math.max(begin, this.#answered[slot] ?? 0);
    this.#answered[slot] = performance.now();
    return { losses, positions, milliseconds, submits: task.submits, values: await task.values };
  }

  async evaluate(slot: number, request: GpuRequestOf<'evaluate'>): Promise<GpuAnswers['evaluate']> {
    if (!this.#evaluator) throw new Error('a run without examples can’t be evaluated');
    return this.#evaluator.evaluate(() => this.#buffer('values'), 4 * slot * this.#together.stride, request);
  }

  /** One dispatch after another, the next handed over while one is computed. */
  async #work(): Promise<void> {
    this.#working = true;
    // Requests that were made in the same turn go together.
    await Promise.resolve();
    let [before, last] = [Promise.resolve(), Promise.resolve()];
    for (let count = 0; this.#tasks.length > 0; count++) {
      await before;
      const tasks = this.#takeTasks();
      // Their runs may have been disposed of meanwhile.
      if (tasks.length > 0)
        [before, last] = [last, this.#dispatch(tasks, this.#readbacks[count % 2 === 0 ? 0 : 1])];
      // Before what else their runs are to do.
      this.#tasks.unshift(...tasks.filter(({ done, request }) => done < request.steps));
      // What comes meanwhile takes part in the next.
      if (this.#tasks.length === 0) await last;
    }
    this.#working = false;
  }

  /** The first of each run, as many as go into a dispatch. */
  #takeTasks(): readonly Task[] {
    const taken = new Map<number, Task>();
    const left: Task[] = [];
    for (const task of this.#tasks) {
      if (taken.size < mostJobs && !taken.has(task.slot)) taken.set(task.slot, task);
      else left.push(task);
    }
    this.#tasks = left;
    return [...taken.values()];
  }

  async #dispatch(tasks: readonly Task[], readback: Readback): Promise<void> {
    try {
      const table = this.#upload(tasks);
      this.#submit(table, readback);
      // Before what is handed over behind it.
      for (const { isLast, task } of table.jobs) {
        if (isLast && task.request.checkpoint) task.values = this.#valuesOf(task.slot);
        // Nobody may be left to hear of it.
        task.values?.catch(() => {});
      }
      const taken = Math.max(...table.jobs.map(({ steps }) => steps));
      const found = new Float32Array(await this.#length.measure(taken, readback.read()));
      for (const job of table.jobs) {
        takeResults(job, found, this.#together.coordinates);
        if (job.isLast) job.task.finish();
      }
    } catch (error) {
      const slots = new Set(tasks.map(({ slot }) => slot));
      const behind = this.#tasks.filter(({ slot }) => slots.has(slot));
      this.#tasks = this.#tasks.filter(({ slot }) => !slots.has(slot));
      for (const task of new Set([...tasks, ...behind])) task.fail(error);
    }
  }

  #upload(tasks: readonly Task[]): JobTable {
    const table = tableOfJobs(tasks, this.#plan, this.#together, this.#length.steps);
    this.#write('uniforms', table.uniforms);
    this.#write('batch', table.batch);
    this.#device.queue.writeBuffer(this.#buffer('jobs'), 0, table.records);
    this.#ensure('results', 4 * table.results);
    return table;
  }

  #submit({ jobs, results }: JobTable, readback: Readback): void {
    const { kernel, runsPerWorkgroup } = this.#together;
    const pipeline = this.#pipelines[kernel];
    if (!pipeline) throw new Error(`kernel = ${kernel} — expected one of the plan`);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline.pipeline);
    pass.setBindGroup(
      0,
      this.#device.createBindGroup({
        layout: pipeline.layout,
        entries: pipeline.kernel.bindings.map(({ buffer }, binding) => ({
          binding,
          resource: { buffer: this.#buffer(buffer) },
        })),
      }),
    );
    pass.dispatchWorkgroups(Math.ceil(jobs.length / runsPerWorkgroup));
    pass.end();
    readback.copy(encoder, this.#buffer('results'), 0, 4 * results);
    this.#device.queue.submit([encoder.finish()]);
  }

  #valuesOf(slot: number): Promise<Float32Array> {
    const { parameters, kept } = this.#plan;
    return readValues(
      this.#device,
      this.#buffer('values'),
      4 * slot * this.#together.stride,
      parameters * kept,
    );
  }

  #write(name: 'uniforms' | 'batch', numbers: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>): void {
    this.#ensure(name, numbers.byteLength);
    this.#device.queue.writeBuffer(this.#buffer(name), 0, numbers);
  }

  #ensure(name: 'uniforms' | 'batch' | 'results', bytes: number): void {
    if ((this.#buffers[name]?.size ?? -1) >= bytes) return;
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    this.#replace(name, createBuffer(this.#device, 2 * bytes, STORAGE | COPY_DST | COPY_SRC));
  }

  /** What was submitted keeps the one before until it is done. */
  #replace(name: GpuBufferName, buffer: GPUBuffer): void {
    this.#buffers[name]?.destroy();
    this.#buffers[name] = buffer;
  }

  #buffer(name: GpuBufferName): GPUBuffer {
    const buffer = this.#buffers[name];
    if (!buffer) throw new Error(`buffer = ${name} — expected one that was made before`);
    return buffer;
  }

  dispose(): void {
    for (const [name, buffer] of Object.entries(this.#buffers)) if (name !== 'examples') buffer.destroy();
    for (const readback of this.#readbacks) readback.dispose();
    this.#evaluator?.dispose();
  }
}

/** The loss and position before these steps are known, and not given by a run that has come to a halt. */
function takeResults({ task, at, results, steps }: Job, found: Float32Array, coordinates: number): void {
  const skipped = at === 0 ? 0 : 1;
  const end = results + steps + 1;
  task.losses.set(found.subarray(results + skipped, end), at + skipped);
  const places = found.subarray(end + coordinates * skipped, end + coordinates * (steps + 1));
  task.positions?.set(places, coordinates * (at + skipped));
}
