/**
 * The queue of many processes and machines: BullMQ on Redis. Jobs are delivered at least once; records are kept once, since the
 * store takes the first. A job that is done is removed: what is known of it is in the store.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { Listeners } from '../../../core/listeners.ts';
import type { JobMessage } from '../../../core/sweep/jobMessage.ts';
import { type BullOptions, jobId, keyOf, prefix, queueName, usualLock } from './bullNames.ts';
import { startBullWorker } from './bullWorker.ts';
import { CancelledSweeps } from './cancelledSweeps.ts';
import type { AddressWords } from './redisAddress.ts';
import { openRedis, type RedisClients, type TellOfRedis } from './redisClients.ts';
import { RefusedSweeps } from './refusedSweeps.ts';
import type {
  JobHandler,
  JobState,
  Processing,
  ProcessOptions,
  QueueCounts,
  QueueEvent,
  Refusal,
  RunQueue,
  SubmitOptions,
} from './runQueue.ts';

/** Jobs that are added, or asked about, in one go. */
const slice = 500;
/** So many may wait, of all sweeps: what comes then waits where it comes from. */
const usualMost = 100_000;
/** Milliseconds between two looks at whether there is room. */
const pause = 500;
/** Milliseconds that closing may take. */
const patience = 1000;
/** Jobs that failed are remembered so long, in seconds, and so many. */
const keptFailures = { age: 7 * 24 * 3600, count: 5000 };

export interface OpenBullQueueOptions {
  /** `redis://host:port` */
  readonly address: string;
  readonly tell: TellOfRedis;
  /** How long a worker may be silent before others take its jobs, in milliseconds. */
  readonly lock?: number;
  /** How many jobs may wait, of all sweeps, before those that come wait where they come from. Default: 100,000. */
  readonly mostWaiting?: number;
  /** How the person gave the address. Default: by the option of the command line. */
  readonly words?: AddressWords;
}

/** @throws {Error} if no Redis answers there, with what to do. */
export async function openBullQueue({
  address,
  tell,
  lock = usualLock,
  mostWaiting = usualMost,
  words,
}: OpenBullQueueOptions): Promise<RunQueue> {
  const clients = await openRedis(address, tell, words);
  const connection = clients.connect();
  const [seconds = 0, micro = 0] = await connection.time();
  const openedAt = 1000 * Number(seconds) + Math.floor(Number(micro) / 1000);
  return new BullQueue(clients, connection, { lock, mostWaiting, openedAt });
}

interface BullQueueOptions extends BullOptions {
  /** Milliseconds by the clock of Redis: events from then on are listened to. */
  readonly openedAt: number;
  readonly mostWaiting: number;
}

class BullQueue implements RunQueue {
  readonly address: string;
  readonly #clients: RedisClients;
  readonly #options: BullQueueOptions;
  readonly #connection: Redis;
  readonly #queue: Queue<unknown>;
  readonly #cancelled: CancelledSweeps;
  readonly #refused: RefusedSweeps;
  readonly #listeners = new Listeners<QueueEvent>();
  #events: QueueEvents | null = null;

  constructor(clients: RedisClients, connection: Redis, options: BullQueueOptions) {
    this.address = clients.address.shown;
    this.#clients = clients;
    this.#options = options;
    this.#connection = connection;
    this.#queue = new Queue(queueName, { connection, prefix });
    // Told by the connections.
    this.#queue.on('error', () => {});
    this.#cancelled = new CancelledSweeps(connection);
    this.#refused = new RefusedSweeps(connection);
  }

  async submit(jobs: readonly JobMessage[], { priority, signal, onSubmitted }: SubmitOptions): Promise<void> {
    // Who has cancelled it meanwhile means this one, too.
    if (signal.aborted) return;
    await this.#cancelled.delete(new Set(jobs.map(({ sweep }) => sweep)));
    const failed = new Set(await this.#queue.getRanges(['failed'], 0, -1));
    for (let begin = 0; begin < jobs.length && !signal.aborted; begin += slice) {
      await this.#waitForRoom(signal);
      if (signal.aborted) return;
      const some = jobs.slice(begin, begin + slice);
      const again = some.map(({ key }) => jobId(key)).filter((id) => failed.has(id));
      await Promise.all(again.map((id) => this.#queue.remove(id)));
      await this.#queue.addBulk(
        some.map((data) => ({
          name: 'run',
          data,
          opts: {
            jobId: jobId(data.key),
            priority,
            // Of a store that doesn't answer, say; what can't get better is not tried again.
            attempts: 5,
            backoff: { type: 'exponential', delay: 500 },
            removeOnComplete: true,
            removeOnFail: keptFailures,
          },
        })),
      );
      onSubmitted?.(begin + some.length);
    }
  }

  async #waitForRoom(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.#countWaiting()) > this.#options.mostWaiting)
      await sleep(pause, undefined, { signal }).catch(() => {});
  }

  process(handler: JobHandler, options: ProcessOptions): Processing {
    return startBullWorker(this.#connection, this.#clients.connect(), handler, {
      ...options,
      ...this.#options,
      cancelled: this.#cancelled,
      refused: this.#refused,
    });
  }

  async states(keys: readonly string[]): Promise<readonly JobState[]> {
    const states: JobState[] = [];
    for (let begin = 0; begin < keys.length; begin += slice)
      states.push(...(await Promise.all(keys.slice(begin, begin + slice).map((key) => this.#stateOf(key)))));
    return states;
  }

  async #stateOf(key: string): Promise<JobState> {
    const id = jobId(key);
    const state = await this.#queue.getJobState(id);
    if (state === 'active') return { kind: 'running' };
    if (state === 'unknown' || state === 'completed') return { kind: 'unknown' };
    if (state !== 'failed') return { kind: 'waiting' };
    const job = await this.#queue.getJob(id);
    return job ? { kind: 'failed', reason: job.failedReason ?? '' } : { kind: 'unknown' };
  }

  async cancel(sweep: string, keys: readonly string[]): Promise<number> {
    await this.#cancelled.add(sweep);
    let removed = 0;
    for (let begin = 0; begin < keys.length; begin += slice) {
      const some = keys.slice(begin, begin + slice);
      // What is computed is locked, and stays.
      const gone = await Promise.all(some.map((key) => this.#queue.remove(jobId(key)).catch(() => 0)));
      removed += gone.reduce((sum, each) => sum + each, 0);
    }
    return removed;
  }

  isCancelled(sweep: string): Promise<boolean> {
    return this.#cancelled.has(sweep);
  }

  async counts(): Promise<QueueCounts> {
    const [waiting, running, workers] = await Promise.all([
      this.#countWaiting(),
      this.#queue.getActiveCount(),
      // Some hosts of Redis don't let anybody list its clients.
      this.#queue.getWorkersCount().catch(() => 0),
    ]);
    return { waiting, running, workers };
  }

  refusal(sweep: string): Promise<Refusal | null> {
    return this.#refused.get(sweep);
  }

  /** Lists nobody: it is asked for with every few hundred jobs. */
  async #countWaiting(): Promise<number> {
    const counts = await this.#queue.getJobCounts('waiting', 'prioritized', 'delayed');
    const { waiting = 0, prioritized = 0, delayed = 0 } = counts;
    return waiting + prioritized + delayed;
  }

  onEvent(listener: (event: QueueEvent) => void): { dispose(): void } {
    this.#events ??= this.#listen();
    return this.#listeners.add(listener);
  }

  #listen(): QueueEvents {
    const connection = this.#clients.connect();
    const lastEventId = `${this.#options.openedAt}-0`;
    const events = new QueueEvents(queueName, { connection, prefix, lastEventId });
    const tell = (event: QueueEvent) => this.#listeners.tell(event);
    events.on('error', () => {});
    events.on('active', (event) => tell({ type: 'started', key: keyOf(event.jobId) }));
    events.on('completed', (event) => tell({ type: 'done', key: keyOf(event.jobId) }));
    events.on('failed', (event) =>
      tell({ type: 'failed', key: keyOf(event.jobId), reason: event.failedReason }),
    );
    events.on('progress', ({ jobId: id, data }) => {
      if (typeof data === 'number') tell({ type: 'progress', key: keyOf(id), share: data });
    });
    return events;
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    // An end that waits for a Redis that is away is none.
    this.#clients.disconnect();
    const closing = Promise.all([this.#events?.close(), this.#queue.close()]).catch(() => {});
    const waiting = new AbortController();
    await Promise.race([closing, sleep(patience, undefined, waiting).catch(() => {})]);
    waiting.abort();
  }
}
