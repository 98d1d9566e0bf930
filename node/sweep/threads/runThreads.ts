/** Threads that compute runs, as many at the same time as there are threads. */
import { Worker } from 'node:worker_threads';
import { failureOf, heapOfWorker } from '../../../threads/race/outOfMemory.ts';
import { JobCancelled, JobFault } from '../faults.ts';
import type { FromRunThread, RunTask, RunThreadInput, ToRunThread } from './runMessages.ts';

/** How long a thread may take to leave a run, in milliseconds; one in a long step is ended. */
const patience = 500;

export interface RunThreadFiles extends RunThreadInput {
  /** The program of the threads. */
  readonly runThread: string;
}

export interface ComputeOptions {
  /** Ends it before it is done. */
  readonly signal: AbortSignal;
  /** Is told the share of the steps that is done, a few times a second. */
  readonly onProgress: (share: number) => void;
}

export class RunThreads {
  readonly #files: RunThreadFiles;
  /** Threads that have nothing to do. */
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #most: number;
  #free: number;
  #isClosed = false;
  readonly #waiting: (() => void)[] = [];

  constructor(files: RunThreadFiles, count: number) {
    this.#files = files;
    this.#most = count;
    this.#free = count;
  }

  get count(): number {
    return this.#most;
  }

  /**
   * The record of a run, as bytes.
   * @throws {JobFault} if it can't be computed.
   * @throws {JobCancelled}
   */
  async compute(task: RunTask, options: ComputeOptions): Promise<Uint8Array<ArrayBuffer>> {
    await this.#take();
    try {
      if (options.signal.aborted || this.#isClosed) throw new JobCancelled();
      return await this.#computeIn(this.#idle.pop() ?? this.#start(), task, options);
    } finally {
      this.#give();
    }
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const all = [...this.#all];
    this.#all.clear();
    this.#idle.length = 0;
    await Promise.all(all.map((worker) => worker.terminate()));
  }

  async #take(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  #start(): Worker {
    const { runThread, kernels, data } = this.#files;
    const workerData: RunThreadInput = { kernels, data };
    // Without a limit of its own, a thread that needs too much ends the whole program.
    const resourceLimits = { maxOldGenerationSizeMb: heapOfWorker };
    const worker = new Worker(runThread, { workerData, resourceLimits });
    this.#all.add(worker);
    // What goes wrong in a thread without a run leaves it out.
    worker.on('error', () => {});
    worker.on('exit', () => {
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    // An idle thread keeps nobody from ending.
    worker.unref();
    return worker;
  }

  #computeIn(
    worker: Worker,
    task: RunTask,
    { signal, onProgress }: ComputeOptions,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      let fault = '';
      const cancel = () => {
        worker.postMessage({ type: 'cancel' } satisfies ToRunThread);
        timer = setTimeout(() => void worker.terminate(), patience);
      };
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
      };
      const onMessage = (message: FromRunThread) => {
        if (message.type === 'progress') return onProgress(message.share);
        leave();
        if (!this.#isClosed) this.#idle.push(worker);
        if (message.type === 'done') resolve(message.bytes);
        else reject(message.type === 'cancelled' ? new JobCancelled() : new JobFault(message.message));
      };
      const onError = (error: unknown) => {
        fault = failureOf(error);
      };
      const onExit = (code: number) => {
        leave();
        this.#all.delete(worker);
        const reason = fault || `the thread that computed it ended with code ${code}`;
        reject(signal.aborted || this.#isClosed ? new JobCancelled() : new JobFault(reason));
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      signal.addEventListener('abort', cancel);
      worker.ref();
      worker.postMessage({ type: 'compute', task } satisfies ToRunThread);
    });
  }
}
