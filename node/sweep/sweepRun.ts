/** Takes a sweep to its end: what the store has, what the queue gives, and again what was lost on the way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/messageOf.ts';
import { decodeRun } from '../../core/race/runFile.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import { beforeStart } from '../../core/race/runRecord.ts';
import type { RunStatus } from '../../core/race/status.ts';
import type { JobMessage } from '../../core/sweep/jobMessage.ts';
import { runPlace } from '../../core/sweep/storeKeys.ts';
import type { SweepPlan } from '../../core/sweep/sweepPlan.ts';
import { cancelledReason, type JobState, type QueueEvent, type RunQueue } from './queue/runQueue.ts';
import type { BlobStore } from './store/blobStore.ts';
import { SweepProgress } from './sweepProgress.ts';

/** Milliseconds between two looks at what the queue has told nothing of. */
const usualInterval = 2000;
/** Milliseconds in which news are gathered. */
const gathering = 50;
/** How many jobs are asked about in one look. */
const mostAsked = 1000;
/** How many records are read at the same time. */
const reads = 16;

export interface SweepRunOptions {
  readonly plan: SweepPlan;
  readonly store: BlobStore;
  readonly queue: RunQueue;
  readonly priority: number;
  /** Numbers of runs that are known already. */
  readonly ended: ReadonlySet<number>;
  /** Takes what is known of runs, by their numbers. */
  readonly deliver: (chunks: readonly Chunk[]) => void;
  /** Ends it before the runs have. */
  readonly signal: AbortSignal;
  /** Milliseconds between two looks at what the queue has told nothing of. Default: two seconds. */
  readonly interval?: number;
}

export type SweepEnd = 'done' | 'left' | 'cancelled';

export class SweepRun {
  readonly #options: SweepRunOptions;
  readonly progress: SweepProgress;
  /** Numbers of runs by their keys, of those that haven't ended. */
  readonly #pending = new Map<string, number>();
  /** Keys of which the queue says that they are done. */
  readonly #arrived = new Set<string>();
  readonly #failed = new Map<string, string>();
  /** Numbers of runs that somebody has begun to compute. */
  readonly #started = new Set<number>();
  /** Numbers of runs of which that was delivered. */
  readonly #running = new Set<number>();
  /** Whose record is neither in the store nor on the queue, as of the last look. */
  #missing = new Set<string>();
  #askFrom = 0;
  #wake = () => {};
  /** Nobody takes anything any more. */
  #isOver = false;

  constructor(options: SweepRunOptions) {
    const { plan, ended } = options;
    this.#options = options;
    this.progress = new SweepProgress(plan.jobs.map(({ spec }) => spec.steps));
    for (const [run, { key }] of plan.jobs.entries()) {
      if (ended.has(run)) this.progress.found(run);
      else this.#pending.set(key, run);
    }
  }

  async run(): Promise<SweepEnd> {
    const { queue, signal } = this.#options;
    const subscription = queue.onEvent((event) => this.#onEvent(event));
    try {
      await this.#take([...this.#pending.keys()], true);
      this.progress.begin();
      // Whoever wants to leave doesn't wait for a queue that is away.
      return await Promise.race([this.#follow(), onAbort(signal)]);
    } finally {
      this.#isOver = true;
      subscription.dispose();
    }
  }

  async #follow(): Promise<SweepEnd> {
    const { queue, plan, interval = usualInterval } = this.#options;
    let fault: Error | null = null;
    let isSubmitted = false;
    this.#submit([...this.#pending.keys()]).then(
      () => {
        isSubmitted = true;
      },
      (error: unknown) => {
        fault = error instanceof Error ? error : new Error(messageOf(error));
        this.#wake();
      },
    );
    let looked = Date.now();
    while (this.#pending.size > 0) {
      await this.#sleep(interval - (Date.now() - looked));
      if (fault) throw fault;
      await this.#takeNews();
      if (Date.now() - looked < interval) continue;
      if (await queue.isCancelled(plan.id)) return 'cancelled';
      if (isSubmitted) await this.#look();
      looked = Date.now();
    }
    return 'done';
  }

  /** Until there is news, or so long. */
  async #sleep(milliseconds: number): Promise<void> {
    if (this.#arrived.size + this.#failed.size + this.#started.size > 0 || milliseconds <= 0) return;
    const waiting = new AbortController();
    this.#wake = () => waiting.abort();
    await sleep(milliseconds, undefined, waiting).catch(() => {});
    this.#wake = () => {};
  }

  #onEvent(event: QueueEvent): void {
    const run = this.#pending.get(event.key);
    if (run === undefined) return;
    if (event.type === 'progress') this.progress.shared(run, event.share);
    if (event.type === 'started') {
      this.progress.started(run);
      this.#started.add(run);
    }
    if (event.type === 'done') this.#arrived.add(event.key);
    if (event.type === 'failed') this.#failed.set(event.key, event.reason);
    if (event.type !== 'progress') this.#wake();
  }

  async #takeNews(): Promise<void> {
    // What is shown of all runs is made anew with each delivery: many short runs come in one.
    await sleep(gathering);
    const started = [...this.#started];
    this.#started.clear();
    for (const run of started) this.#running.add(run);
    this.#deliver(started.map((run) => [run, { kind: 'running' }]));
    const arrived = [...this.#arrived];
    this.#arrived.clear();
    await this.#take(arrived, false);
    const failed = [...this.#failed];
    this.#failed.clear();
    await this.#fail(failed);
  }

  /** Asks about jobs of which nothing was heard: events get lost where Redis or a connection does. */
  async #look(): Promise<void> {
    const all = [...this.#pending.keys()];
    const begin = this.#askFrom < all.length ? this.#askFrom : 0;
    const asked = all.slice(begin, begin + mostAsked);
    this.#askFrom = begin + mostAsked;
    const states = await this.#options.queue.states(asked);
    const withState = asked.map((key, at): [string, JobState] => [key, states[at] ?? { kind: 'unknown' }]);
    this.#takeBack(withState.flatMap(([key, { kind }]) => (kind === 'waiting' ? key : [])));
    const unknown = withState.flatMap(([key, { kind }]) => (kind === 'unknown' ? key : []));
    await this.#take(unknown, false);
    await this.#fail(
      withState.flatMap(([key, state]) => (state.kind === 'failed' ? [[key, state.reason]] : [])),
    );
    const missing = unknown.filter((key) => this.#pending.has(key));
    // What is on its way from one to the other is at neither for a moment.
    const lost = missing.filter((key) => this.#missing.has(key));
    this.#missing = new Set(missing.filter((key) => !lost.includes(key)));
    await this.#submit(lost);
  }

  /** A worker that refuses runs, or is gone, leaves those that it had begun to others. */
  #takeBack(waiting: readonly string[]): void {
    const back = waiting.flatMap((key) => {
      const run = this.#pending.get(key);
      return run !== undefined && this.#running.delete(run) ? [run] : [];
    });
    for (const run of back) this.progress.givenBack(run);
    this.#deliver(back.map((run) => [run, { kind: 'queued' }]));
  }

  /** @param isOld Whether the records were there before the sweep. */
  async #take(keys: readonly string[], isOld: boolean): Promise<void> {
    for (let begin = 0; begin < keys.length; begin += reads) {
      if (this.#options.signal.aborted) return;
      const chunks = await Promise.all(keys.slice(begin, begin + reads).map((key) => this.#read(key, isOld)));
      if (!this.#isOver) this.#options.deliver(chunks.flat());
    }
  }

  async #read(key: string, isOld: boolean): Promise<Chunk[]> {
    const run = this.#pending.get(key);
    if (run === undefined) return [];
    const bytes = await this.#options.store.read(runPlace(key));
    if (!bytes) return [];
    this.#pending.delete(key);
    if (isOld) this.progress.found(run);
    else this.progress.ended(run);
    try {
      return [{ run, piece: decodeRun(key, bytes) }];
    } catch (error) {
      const message = `${runPlace(key)} in the store can't be read: ${messageOf(error)}; remove it there and submit the sweep again`;
      return [statusChunk(run, { kind: 'failed', message })];
    }
  }

  async #fail(failed: readonly (readonly [string, string])[]): Promise<void> {
    const left = failed.flatMap(([key, reason]) => (reason === cancelledReason ? key : []));
    const ends: [number, RunStatus][] = [];
    for (const [key, message] of failed) {
      const run = this.#pending.get(key);
      if (run === undefined || message === cancelledReason) continue;
      this.#pending.delete(key);
      this.progress.ended(run);
      ends.push([run, { kind: 'failed', message }]);
    }
    this.#deliver(ends);
    // It was another sweep that was cancelled.
    if (left.length > 0 && !(await this.#options.queue.isCancelled(this.#options.plan.id)))
      await this.#submit(left);
  }

  async #submit(keys: readonly string[]): Promise<void> {
    const { plan, queue, priority, signal } = this.#options;
    const jobs = keys.flatMap((key): JobMessage[] => {
      const run = this.#pending.get(key);
      const job = run === undefined ? undefined : plan.jobs[run];
      return job ? [job] : [];
    });
    if (jobs.length > 0) await queue.submit(jobs, { priority, signal });
  }

  #deliver(statuses: readonly (readonly [number, RunStatus])[]): void {
    if (statuses.length > 0 && !this.#isOver)
      this.#options.deliver(statuses.map(([run, status]) => statusChunk(run, status)));
  }
}

function onAbort(signal: AbortSignal): Promise<'left'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('left');
    else signal.addEventListener('abort', () => resolve('left'), { once: true });
  });
}

function statusChunk(run: number, status: RunStatus): Chunk {
  return { run, piece: { firstPoint: 0, points: {}, evaluations: [], state: { ...beforeStart, status } } };
}
