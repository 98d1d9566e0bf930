import type { RunCheckpoint } from '../../core/engine/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../core/engine/checkpointBlock.ts';
import type { Kernels } from '../../core/engine/cpu/network/kernelBytes.ts';
import { createRunner } from '../../core/engine/createRunner.ts';
import { enginesOf } from '../../core/engine/engines.ts';
import type { GpuOfThread, Planners } from '../../core/engine/gpu/gpuEngine.ts';
import { Pace } from '../../core/engine/pace.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { buffersOf } from '../../core/race/runRecord.ts';
import type { Machine, ThreadPort } from '../machine.ts';
import type { GpuReply } from './gpuMessages.ts';
import { OthersLevel } from './othersLevel.ts';
import { PortLink } from './portLink.ts';
import { ProgressTable } from './progressTable.ts';
import {
  type FromWorker,
  mostCheckpointBytes,
  type RunBlock,
  type ToWorker,
  type WorkerInput,
} from './workerMessages.ts';
import { WorkerRun } from './workerRun.ts';
import { WorkStealing } from './workStealing.ts';

/** Milliseconds between two posts, and between two looks at a race that keeps to a pace. */
const tick = 33;
/** Milliseconds of computing in one go: the longest that a message waits, but for a step that takes longer. */
const slice = 10;
/** Milliseconds between two looks at threads that have to come level. */
const moment = 2;

/** At most this share of a thread's time goes into checkpoints that nobody waits for. */
const affordable = 0.02;

const now = () => performance.now();

type Clock = Pick<Machine, 'now' | 'nextTurn' | 'wait'>;

/** Advances the runs of a worker thread side by side and posts what they record, about 30 times a second. */
export class WorkerThread {
  readonly #port: ThreadPort;
  readonly #machine: Clock;
  readonly #table: ProgressTable;
  readonly #runs: WorkerRun[];
  readonly #pace: Pace;
  readonly #stealing: WorkStealing;
  readonly #others: OthersLevel | null;
  readonly #link = new PortLink((question, buffers) => this.#send(question, buffers));
  #stopped = false;
  #posted = now();
  /** From when on checkpoints are affordable. */
  #checkpointsFrom = 0;
  #timer: Timer | undefined;
  /** Of the work that comes next; what was to be done in a turn before is left. */
  #turn = 0;
  /** What is being done; messages and slices of work come one after the other. */
  #busy: Promise<void> = Promise.resolve();

  /**
   * @param data Gives the data of the race's problem, or throws.
   * @param kernels For networks; or why there are none.
   * @param planners Say what a GPU is to do. Default: none is used.
   */
  constructor(
    port: ThreadPort,
    input: WorkerInput,
    machine: Clock,
    data: () => PreparedDataset | null,
    kernels: Kernels | string,
    planners?: Planners,
  ) {
    const { runs, worker, workers, speed, paused, threadsPerRun, recording, runsAtOnce } = input;
    const table = new ProgressTable(
      runs.map(({ steps }) => steps),
      workers,
      input.table,
    );
    const engines = enginesOf({
      kernels,
      gpu: this.#gpuOf(input, machine, planners),
      auto: input.auto,
      threads: { count: threadsPerRun, start: (help) => this.#send({ type: 'help', input: help }) },
    });
    const start = (index: number): WorkerRun => {
      const spec = runs[index];
      if (!spec) throw new RangeError(`run = ${index} — expected 0 to ${runs.length - 1}`);
      return new WorkerRun(
        index,
        spec,
        table,
        worker,
        async () => createRunner(spec, data(), { engines, recording, now }, checkpointIn(input, index)),
        typeof input.gpu === 'object' && input.gpu?.runs.includes(index),
      );
    };
    this.#port = port;
    this.#machine = machine;
    this.#table = table;
    this.#runs = table.runsOf(worker).map(start);
    this.#stealing = new WorkStealing(table, worker, start, runsAtOnce !== undefined);
    const others = input.othersAt === null ? null : new OthersLevel(input.othersAt, now());
    this.#others = others;
    const slowest = () => Math.min(table.slowest(), others?.at(now()) ?? 1);
    const begin = now() - (machine.now() - input.begin);
    const atOnce = runsAtOnce === undefined ? undefined : Math.max(1, Math.floor(runsAtOnce / workers));
    this.#pace = new Pace(this.#runs, { speed, paused, now, begin, slowest, atOnce });
  }

  #gpuOf({ gpu }: WorkerInput, machine: Clock, planners?: Planners): GpuOfThread | string | undefined {
    if (typeof gpu === 'string') return gpu;
    if (!gpu || !planners) return undefined;
    const wait = (milliseconds: number) => machine.wait(milliseconds);
    return { link: this.#link, wait, planners, name: gpu.name };
  }

  receive(message: ToWorker): void {
    // A run waits for it, and what comes next waits for the run.
    if (message.type === 'level') this.#others?.hear(message.share, now());
    else if (message.type === 'gpuAnswer' || message.type === 'gpuFailure') this.#link.receive(message);
    else
      this.#next(async () => {
        await this.#obey(message);
        this.#post();
        await this.#work();
      });
  }

  work(): void {
    this.#next(() => this.#work());
  }

  #next(task: () => Promise<void>): void {
    this.#busy = this.#busy.then(task);
  }

  async #obey(message: Exclude<ToWorker, GpuReply | { readonly type: 'level' }>): Promise<void> {
    switch (message.type) {
      case 'pause':
        return this.#pace.pause();
      case 'resume':
        return this.#pace.resume();
      case 'stepTo':
        return this.#pace.stepTo(message.step);
      case 'stepEach':
        return this.#pace.stepEach();
      case 'setSpeed':
        return this.#pace.setSpeed(message.speed);
      case 'checkpoint':
        // Nothing of what they say is recorded is to be missing.
        this.#post();
        return this.#postCheckpoints(message.isUrgent);
      case 'weights':
        return this.#postWeights(message);
      case 'stop':
        this.#stopped = true;
        for (const run of this.#runs) await run.stop();
    }
  }

  /** Computes for a slice of time and comes back when there is more to do. */
  async #work(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const outlook = await this.#pace.advance(now() + slice);
    const idle = outlook !== 'more' && !this.#pace.paused && !this.#stopped;
    const isStolen = idle && (await this.#steal());
    // Looked at once: a run of another thread may end at any time, and what is posted comes before the port closes.
    const { allEnded } = this.#table;
    if (now() - this.#posted >= tick || allEnded) this.#post();
    if (allEnded) this.#port.close();
    else if (outlook === 'more' || isStolen || (idle && this.#stealing.busy))
      void this.#machine.nextTurn().then(() => {
        if (turn === this.#turn) this.work();
      });
    else if (!this.#pace.paused)
      this.#timer = setTimeout(() => this.work(), outlook === 'waiting' ? moment : tick);
  }

  /** Says whether this thread has another run now. */
  async #steal(): Promise<boolean> {
    const run = await this.#stealing.work(now() + slice);
    if (!run) return false;
    run.record();
    this.#runs.push(run);
    return true;
  }

  /** Posts news of every run that has any, and lets go of those that have ended or are another thread's. */
  #post(): void {
    this.#posted = now();
    const chunks = this.#runs.filter((each) => each.hasNews).map((each) => each.takeChunk());
    const own = this.#runs.filter((each) => each.isOwn && !each.ended);
    this.#runs.splice(0, this.#runs.length, ...own);
    if (chunks.length === 0) return;
    this.#send(
      { type: 'chunks', chunks },
      chunks.flatMap(({ piece }) => buffersOf(piece)),
    );
  }

  #postCheckpoints(isUrgent: boolean): void {
    const begin = now();
    const isMade = isUrgent || begin >= this.#checkpointsFrom;
    const blocks = isMade ? blocksOf(this.#runs, mostCheckpointBytes / this.#table.workers) : [];
    const end = now();
    if (isMade) this.#checkpointsFrom = end + (end - begin) / affordable;
    this.#send(
      { type: 'checkpoints', blocks },
      blocks.map(({ block }) => block.buffer),
    );
  }

  #postWeights({ run, id }: Extract<ToWorker, { readonly type: 'weights' }>): void {
    const own = this.#runs.find(({ index, isOwn }) => index === run && isOwn);
    this.#send({ type: 'weights', id, weights: own?.weights() ?? null });
  }

  #send(message: FromWorker, buffers: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, buffers);
  }
}

/** Those that have something new, and room. Of the others that stays which is kept. */
function blocksOf(runs: readonly WorkerRun[], most: number): RunBlock[] {
  const blocks: RunBlock[] = [];
  let left = most;
  for (const run of runs) {
    const made = run.isOwn ? blockOf(run, left) : null;
    if (!made) continue;
    blocks.push(made);
    left -= made.block.length;
  }
  return blocks;
}

/** null also where there is no memory for it: the run goes on. */
function blockOf(run: WorkerRun, most: number): RunBlock | null {
  try {
    const checkpoint = run.checkpoint(most);
    return checkpoint && { run: run.index, block: encodeCheckpoint(run.index, run.spec.id, checkpoint) };
  } catch {
    return null;
  }
}

/** Where a run goes on; null where it begins. */
function checkpointIn({ from }: WorkerInput, run: number): RunCheckpoint | null {
  const block = from.get(run);
  // A copy, since texts are not read from memory that is shared.
  return block ? decodeCheckpoint(block.slice()) : null;
}
