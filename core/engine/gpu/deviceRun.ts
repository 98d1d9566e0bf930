/** A run on an open device: what it is asked for, step by step, from a checkpoint on. */
import type { Batches } from '../../problems/data/batches.ts';
import type { ModelTask } from '../../problems/models/modelTask.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Device } from './deviceAccess.ts';
import type { ExampleTable, RowRange } from './exampleTable.ts';
import type { GpuPlan } from './gpuPlan.ts';
import { GpuError } from './messages.ts';
import type { UniformRows } from './uniformRows.ts';

/** Rows that are evaluated in a request at most, if a device can do with so few. */
const rowsPerRequest = 2 ** 14;

/** What a network learns from. */
export interface ModelExamples {
  readonly table: ExampleTable;
  readonly model: ModelTask;
}

/** What stays the same where a run is created again. */
export interface DeviceRunOptions {
  readonly plan: GpuPlan;
  /** null on surfaces. */
  readonly examples: ModelExamples | null;
  readonly uniformRows: UniformRows;
}

export interface StepsTaken {
  /** The loss before these steps, and after each that was taken. */
  readonly losses: Float32Array;
  /** The plan's coordinates then; null where it has none. */
  readonly positions: Float32Array | null;
  /** Whether the last of them is the reason why there are no more. */
  readonly hasHalted: boolean;
  /** After these steps; null where none was asked for. */
  readonly checkpoint: Checkpoint | null;
  readonly milliseconds: number;
}

export class DeviceRun {
  readonly #device: Device;
  readonly #name: string;
  readonly #options: DeviceRunOptions;
  /** null without examples. */
  readonly #batches: Batches | null;
  readonly #scalars: Float64Array;
  readonly #states: number;
  /** Of the next step. */
  #rows: Int32Array;
  #stepsAsked: number;
  #stepsDone: number;

  private constructor(device: Device, name: string, options: DeviceRunOptions, from: Checkpoint) {
    this.#device = device;
    this.#name = name;
    this.#options = options;
    this.#batches = options.examples?.model.batchesFrom(from.stepsDone) ?? null;
    this.#rows = this.#batches?.next().slice() ?? new Int32Array();
    this.#scalars = from.state.scalars.slice();
    this.#states = from.state.tensors.length;
    this.#stepsAsked = from.stepsDone;
    this.#stepsDone = from.stepsDone;
  }

  /**
   * @param name One that no other run on any device has had.
   * @throws {GpuError} if the device can't, or is lost.
   */
  static async create(
    device: Device,
    name: string,
    options: DeviceRunOptions,
    from: Checkpoint,
  ): Promise<DeviceRun> {
    const { plan, examples } = options;
    const vectors = [from.parameters, ...from.state.tensors];
    const values = new Float32Array(vectors.length * plan.parameters);
    for (const [index, vector] of vectors.entries()) values.set(vector, index * plan.parameters);
    await examples?.table.sendTo(device);
    const key = examples?.table.key ?? null;
    await device.request<'create'>({ type: 'create', run: name, plan, examples: key, values });
    return new DeviceRun(device, name, options, from);
  }

  get stepsDone(): number {
    return this.#stepsDone;
  }

  /**
   * Takes steps; none after one whose loss isn't a finite number of at most `limit`. May be called before the answers
   * to the calls before; what was asked for behind such a loss means nothing.
   * @param steps From 0 on.
   * @throws {GpuError} Then the run is where nobody knows.
   */
  async run(steps: number, limit: number, checkpoint: boolean): Promise<StepsTaken> {
    const { plan, uniformRows } = this.#options;
    const most = largestFloat(limit);
    const first = this.#stepsAsked;
    const uniforms = uniformRows(this.#scalars, first, steps);
    const scalars = this.#scalars.slice();
    this.#stepsAsked += steps;
    const answer = await this.#device.request<'run'>({
      ...{ type: 'run', run: this.#name, steps, limit: most, checkpoint, uniforms },
      ...this.#takeRows(steps),
    });
    const { losses, positions, values, milliseconds } = answer;
    if (losses.length !== steps + 1) throw unlike(`${losses.length} losses after ${steps} steps`);
    const coordinates = plan.together?.coordinates ?? 0;
    const given = positions?.length ?? 0;
    if (given !== coordinates * losses.length) throw unlike(`${given} coordinates after ${steps} steps`);
    const last = losses.findIndex((loss, step) => step > 0 && !(Math.abs(loss) <= largest && loss <= most));
    const taken = last < 0 ? steps : last;
    this.#stepsDone = first + taken;
    return {
      losses: losses.subarray(0, taken + 1),
      positions: positions?.subarray(0, coordinates * (taken + 1)) ?? null,
      hasHalted: last >= 0,
      checkpoint: values && last < 0 ? this.#checkpointOf(first + steps, values, scalars) : null,
      milliseconds,
    };
  }

  /** Mean loss over rows of the table, and how many of them are answered rightly. */
  async evaluate({ first, end }: RowRange): Promise<{ readonly loss: number; readonly right: number }> {
    const { rowsPerEvaluation } = this.#options.plan;
    const most = rowsPerEvaluation * Math.max(1, Math.floor(rowsPerRequest / rowsPerEvaluation));
    let [sum, right] = [0, 0];
    for (let begin = first; begin < end; begin += most) {
      const range = { first: begin, end: Math.min(begin + most, end) };
      const answer = await this.#device.request<'evaluate'>({ type: 'evaluate', run: this.#name, ...range });
      sum += answer.loss * (range.end - range.first);
      right += answer.right;
    }
    return { loss: sum / (end - first), right };
  }

  /** Nobody waits for it. */
  dispose(): void {
    this.#device.dispose(this.#name);
  }

  /** The rows of so many steps and of the one after them: none without examples. */
  #takeRows(steps: number) {
    const batches = this.#batches;
    if (!batches) return { rows: new Uint32Array(), counts: new Uint32Array(steps + 1) };
    const rows = new Uint32Array((steps + 1) * this.#options.plan.batchSize);
    const counts = new Uint32Array(steps + 1);
    let end = 0;
    for (let step = 0; step <= steps; step++) {
      const batch = step === 0 ? this.#rows : batches.next();
      rows.set(batch, end);
      counts[step] = batch.length;
      end += batch.length;
    }
    this.#rows = Int32Array.from(rows.subarray(end - (counts[steps] ?? 0), end));
    return { rows: end < rows.length ? rows.slice(0, end) : rows, counts };
  }

  #checkpointOf(stepsDone: number, values: Float32Array, scalars: Float64Array): Checkpoint {
    const size = this.#options.plan.parameters;
    const count = 1 + this.#states;
    if (values.length !== count * size) throw unlike(`${values.length} values of ${size} parameters`);
    const [parameters = new Float32Array(), ...tensors] = Array.from({ length: count }, (_, index) =>
      values.subarray(index * size, (index + 1) * size),
    );
    return { stepsDone, parameters, state: { tensors, scalars } };
  }
}

/** The largest finite one. */
const largest = 3.4028234663852886e38;

/** The largest float that isn't above a positive limit: a loss, which is one, is above both or above neither. */
function largestFloat(limit: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  const near = Math.min(Math.fround(limit), largest);
  if (near <= limit) return near;
  bits.setFloat32(0, near);
  bits.setInt32(0, bits.getInt32(0) - 1);
  return bits.getFloat32(0);
}

function unlike(what: string): GpuError {
  return new GpuError({ message: `the GPU gave ${what}`, isLost: false });
}
