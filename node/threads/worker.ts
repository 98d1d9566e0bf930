/** A worker thread: advances its runs side by side and posts what they record, about 30 times a second. */
import { performance } from 'node:perf_hooks';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Kernels } from '../../core/engine/cpu/network/kernelBytes.ts';
import type { Threads } from '../../core/engine/cpu/network/networkTrainer.ts';
import { createRunner } from '../../core/engine/createRunner.ts';
import { Pace } from '../../core/engine/pace.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { loadKernels } from './loadKernels.ts';
import { Board } from './progressTable.ts';
import type { FromWorker, ToWorker, WorkerInput } from './workerMessages.ts';
import { WorkerRun } from './workerRun.ts';
import { Relief } from './workStealing.ts';

/** Milliseconds between two posts, and between two looks at a race that keeps to a pace. */
const tick = 33;
/** Milliseconds of computing in one go: the longest that a message waits, but for a step that takes longer. */
const slice = 10;
/** Milliseconds between two looks at threads that have to come level. */
const moment = 2;

const now = () => performance.now();

class Thread {
  readonly #port: MessagePort;
  readonly #board: Board;
  readonly #runs: WorkerRun[];
  readonly #pace: Pace;
  readonly #relief: Relief;
  #stopped = false;
  #posted = now();
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;

  /**
   * @param data Gives the data of the race's problem, or throws.
   * @param kernels For networks; or why there are none.
   */
  constructor(
    port: MessagePort,
    input: WorkerInput,
    data: () => PreparedDataset | null,
    kernels: Kernels | string,
  ) {
    const { runs, worker, workers, speed, paused, threadsPerRun } = input;
    const board = new Board(
      runs.map(({ steps }) => steps),
      workers,
      input.board,
    );
    const threads: Threads = {
      count: threadsPerRun,
      start: (help) => this.#send({ type: 'help', input: help }),
    };
    const start = (index: number): WorkerRun => {
      const spec = runs[index];
      if (!spec) throw new RangeError(`run = ${index} — expected 0 to ${runs.length - 1}`);
      return new WorkerRun(index, spec, board, worker, () =>
        createRunner(spec, data(), { now, kernels, threads }),
      );
    };
    this.#port = port;
    this.#board = board;
    this.#runs = board.runsOf(worker).map(start);
    this.#relief = new Relief(board, worker, start);
    const slowest = () => board.slowest();
    const begin = now() - (Date.now() - input.begin);
    this.#pace = new Pace(this.#runs, { speed, paused, now, begin, slowest });
  }

  /** Fulfils a wish of the person. */
  receive(message: ToWorker): void {
    switch (message.type) {
      case 'pause':
        this.#pace.pause();
        break;
      case 'resume':
        this.#pace.resume();
        break;
      case 'stepTo':
        this.#pace.stepTo(message.step);
        break;
      case 'stepEach':
        this.#pace.stepEach();
        break;
      case 'setSpeed':
        this.#pace.setSpeed(message.speed);
        break;
      case 'stop':
        this.#stopped = true;
        for (const run of this.#runs) run.stop();
        break;
    }
    this.#post();
    this.work();
  }

  /** Computes for a slice of time and comes back when there is more to do. */
  work(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    const outlook = this.#pace.advance(now() + slice);
    const idle = outlook !== 'more' && !this.#pace.paused && !this.#stopped;
    if (idle) this.#relieve();
    if (now() - this.#posted >= tick || this.#board.allEnded) this.#post();
    if (this.#board.allEnded) this.#port.close();
    else if (outlook === 'more' || (idle && this.#relief.busy))
      this.#immediate = setImmediate(() => this.work());
    else if (!this.#pace.paused)
      this.#timer = setTimeout(() => this.work(), outlook === 'waiting' ? moment : tick);
  }

  #relieve(): void {
    const run = this.#relief.work(now() + slice);
    if (!run) return;
    run.record();
    this.#runs.push(run);
  }

  /** Posts news of every run that has any, and lets go of those that are another thread's. */
  #post(): void {
    this.#posted = now();
    const chunks = this.#runs.filter((each) => each.hasNews).map((each) => each.takeChunk());
    const here = this.#runs.filter((each) => each.isHere);
    this.#runs.splice(0, this.#runs.length, ...here);
    if (chunks.length === 0) return;
    const buffers = chunks.flatMap(({ losses, path }) => [losses.buffer, ...(path ? [path.buffer] : [])]);
    this.#send({ type: 'chunks', chunks }, buffers);
  }

  #send(message: FromWorker, buffers: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(message, buffers);
  }
}

async function begin(port: MessagePort, input: WorkerInput): Promise<void> {
  const [data, kernels] = await Promise.all([load(input), loadKernels(input.kernelFolder)]);
  const thread = new Thread(port, input, data, kernels);
  port.on('message', (message: ToWorker) => thread.receive(message));
  thread.work();
}

/** The data of the race's problem; an error is kept for the runs, which fail by it. */
async function load({ runs, dataFolder, data: read }: WorkerInput): Promise<() => PreparedDataset | null> {
  if (read) return () => read;
  const problem = runs[0]?.problem;
  if (!problem || !('data' in problem)) return () => null;
  try {
    const data = await loadDataset(problem.data, dataFolder, { validation: problem.validation ?? 0 });
    return () => data;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

if (parentPort) void begin(parentPort, workerData as WorkerInput);
