/** Which steps of which runs one dispatch takes, and what it is to know of them. */
import type { GpuPlan, GpuTogether } from '../../core/engine/gpu/gpuPlan.ts';
import { bytesOfJob } from '../../core/engine/gpu/kernels/bindings.ts';
import type { GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { largestFloat } from './submitLength.ts';

/** Numbers of uniforms and of rows that are uploaded for one dispatch at most. */
const mostNumbers = 2 ** 20;

/** Steps that a run is to take. */
export interface Task {
  readonly slot: number;
  readonly request: GpuRequestOf<'run'>;
  readonly losses: Float32Array;
  /** null where none are given. */
  readonly positions: Float32Array | null;
  /** After the last step, if that is asked for and was handed over. */
  values: Promise<Float32Array> | null;
  done: number;
  /** Where in `rows` those of the next step are. */
  row: number;
  finish(): void;
  fail(error: unknown): void;
}

/** The steps of a task that one dispatch takes, and where what belongs to them is. */
export interface Job {
  readonly task: Task;
  readonly at: number;
  readonly steps: number;
  readonly uniforms: number;
  readonly rows: number;
  readonly results: number;
  /** Where in the task's `rows` those of its first step are. */
  readonly row: number;
  readonly isLast: boolean;
}

export interface JobTable {
  readonly jobs: readonly Job[];
  readonly uniforms: Float32Array<ArrayBuffer>;
  /** Empty where runs have no examples. */
  readonly batch: Uint32Array<ArrayBuffer>;
  readonly records: ArrayBuffer;
  /** How many losses and coordinates there will be. */
  readonly results: number;
}

/**
 * Moves the tasks on.
 * @param most How many steps each takes at most.
 */
export function tableOfJobs(
  tasks: readonly Task[],
  { rowLength, batchSize }: Pick<GpuPlan, 'rowLength' | 'batchSize'>,
  { coordinates }: Pick<GpuTogether, 'coordinates'>,
  most: number,
): JobTable {
  const numbersOfStep = Math.max(rowLength, batchSize + 1, coordinates + 1);
  const fitting = Math.floor(mostNumbers / tasks.length / numbersOfStep) - 1;
  const jobs: Job[] = [];
  let [numbers, rows, results] = [0, 0, 0];
  for (const task of tasks) {
    const { request, done: at } = task;
    const steps = Math.max(0, Math.min(Math.max(1, Math.min(most, fitting)), request.steps - at));
    const count = request.counts.subarray(at, at + steps + 1).reduce((sum, each) => sum + each, 0);
    const isLast = at + steps === request.steps;
    jobs.push({ task, at, steps, uniforms: numbers, rows, results, row: task.row, isLast });
    // The rows after the last step are those of the next one, too.
    task.row += count - (request.counts[at + steps] ?? 0);
    task.done += steps;
    numbers += steps * rowLength;
    if (batchSize > 0) rows += steps + 1 + count;
    results += (1 + coordinates) * (steps + 1);
  }
  const uniforms = new Float32Array(numbers);
  const batch = new Uint32Array(rows);
  const records = new DataView(new ArrayBuffer(jobs.length * bytesOfJob));
  for (const [index, job] of jobs.entries()) {
    const { at, steps, task } = job;
    uniforms.set(task.request.uniforms.subarray(at * rowLength, (at + steps) * rowLength), job.uniforms);
    if (batchSize > 0) writeRows(batch, job);
    writeJob(records, index, job, jobs.length);
  }
  return { jobs, uniforms, batch, records: records.buffer, results };
}

/** Of each step, how many rows and which. */
function writeRows(batch: Uint32Array, { task: { request }, at, steps, rows, row }: Job): void {
  let to = rows;
  let from = row;
  for (let step = at; step <= at + steps; step++) {
    const count = request.counts[step] ?? 0;
    batch[to] = count;
    batch.set(request.rows.subarray(from, from + count), to + 1);
    to += 1 + count;
    from += count;
  }
}

/** In the order of the fields of `Job` in WGSL. */
function writeJob(
  table: DataView,
  index: number,
  { task, steps, uniforms, rows, results }: Job,
  count: number,
): void {
  const at = index * bytesOfJob;
  for (const [field, value] of [task.slot, steps, uniforms, rows, results].entries())
    table.setUint32(at + 4 * field, value, true);
  table.setFloat32(at + 20, Math.min(task.request.limit, largestFloat), true);
  table.setUint32(at + 24, count, true);
}
