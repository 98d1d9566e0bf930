/** The queue of one process: nothing is kept of it but in the store. */
import { Listeners } from '../../../core/listeners.ts';
import { messageOf } from '../../../core/messageOf.ts';
import type { JobMessage } from '../../../core/sweep/jobMessage.ts';
import { JobCancelled } from '../faults.ts';
import type {
  JobHandler,
  JobState,
  Processing,
  ProcessOptions,
  QueueCounts,
  QueueEvent,
  RunQueue,
  SubmitOptions,
} from './runQueue.ts';

interface WaitingJob {
  readonly key: string;
  readonly priority: number;
  /** As it would travel. */
  readonly text: string;
}

interface RunningJob {
  readonly sweep: string;
  readonly controller: AbortController;
}

export class LocalQueue implements RunQueue {
  readonly address = 'this process';
  /** In the order in which they go. */
  #waiting: WaitingJob[] = [];
  readonly #waitingKeys = new Set<string>();
  readonly #running = new Map<string, RunningJob>();
  readonly #failed = new Map<string, string>();
  readonly #cancelled = new Set<string>();
  readonly #listeners = new Listeners<QueueEvent>();
  /** Looks for something to do, of each who computes. */
  readonly #wake = new Set<() => void>();

  async submit(jobs: readonly JobMessage[], { priority, signal, onSubmitted }: SubmitOptions): Promise<void> {
    if (signal.aborted) return;
    for (const job of jobs) {
      this.#cancelled.delete(job.sweep);
      if (this.#waitingKeys.has(job.key) || this.#running.has(job.key)) continue;
      this.#failed.delete(job.key);
      this.#waitingKeys.add(job.key);
      this.#waiting.push({ key: job.key, priority, text: JSON.stringify(job) });
    }
    this.#waiting.sort((a, b) => a.priority - b.priority);
    onSubmitted?.(jobs.length);
    for (const wake of this.#wake) wake();
  }

  process(handler: JobHandler, { concurrency }: ProcessOptions): Processing {
    const going = new Set<Promise<void>>();
    let isOpen = true;
    const wake = () => {
      while (isOpen && going.size < concurrency) {
        const job = this.#waiting.shift();
        if (!job) return;
        const work = this.#work(job, handler).finally(() => {
          going.delete(work);
          wake();
        });
        going.add(work);
      }
    };
    this.#wake.add(wake);
    wake();
    return {
      failed: new Promise(() => {}),
      close: async (grace) => {
        isOpen = false;
        this.#wake.delete(wake);
        const timer = setTimeout(() => {
          for (const { controller } of this.#running.values()) controller.abort();
        }, grace);
        await Promise.all(going);
        clearTimeout(timer);
      },
    };
  }

  async #work({ key, text }: WaitingJob, handler: JobHandler): Promise<void> {
    this.#waitingKeys.delete(key);
    const message: JobMessage = JSON.parse(text);
    const controller = new AbortController();
    this.#running.set(key, { sweep: message.sweep, controller });
    this.#listeners.tell({ type: 'started', key });
    const onProgress = (share: number) => this.#listeners.tell({ type: 'progress', key, share });
    try {
      await handler(message, { signal: controller.signal, onProgress });
      this.#running.delete(key);
      this.#listeners.tell({ type: 'done', key });
    } catch (error) {
      this.#running.delete(key);
      const reason = messageOf(error);
      if (!(error instanceof JobCancelled)) this.#failed.set(key, reason);
      this.#listeners.tell({ type: 'failed', key, reason });
    }
  }

  async states(keys: readonly string[]): Promise<readonly JobState[]> {
    return keys.map((key) => {
      if (this.#waitingKeys.has(key)) return { kind: 'waiting' };
      if (this.#running.has(key)) return { kind: 'running' };
      const reason = this.#failed.get(key);
      return reason === undefined ? { kind: 'unknown' } : { kind: 'failed', reason };
    });
  }

  async cancel(sweep: string, keys: readonly string[]): Promise<number> {
    this.#cancelled.add(sweep);
    const wanted = new Set(keys);
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter(({ key }) => !wanted.has(key));
    for (const key of keys) this.#waitingKeys.delete(key);
    for (const running of this.#running.values()) if (running.sweep === sweep) running.controller.abort();
    return before - this.#waiting.length;
  }

  async isCancelled(sweep: string): Promise<boolean> {
    return this.#cancelled.has(sweep);
  }

  async counts(): Promise<QueueCounts> {
    return { waiting: this.#waiting.length, running: this.#running.size, workers: 1 };
  }

  async refusal(): Promise<null> {
    return null;
  }

  onEvent(listener: (event: QueueEvent) => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#waiting = [];
    this.#waitingKeys.clear();
    for (const { controller } of this.#running.values()) controller.abort();
  }
}
