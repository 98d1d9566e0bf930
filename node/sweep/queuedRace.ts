/** A race whose runs are computed by the workers of a queue: followed to its end, left, or cancelled. */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/messageOf.ts';
import { endChunks, type Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { QueuedSweepEnd, SweepStanding } from '../../core/sweep/sweepStanding.ts';
import type { Delivery } from '../../threads/race/delivery.ts';
import type { OpenedPlaces } from './openPlaces.ts';
import { SweepRun } from './sweepRun.ts';
import { WorkersSeen } from './workersSeen.ts';

/** The longest that a queue is waited for when it is to take off what waits, in milliseconds. */
const patience = 2500;
/** Of the sweeps of people, between those that can wait and those that can't. */
const priority = 100;

export interface QueuedRaceParts {
  readonly race: Race;
  readonly places: OpenedPlaces;
  readonly store: Pick<RaceStore, 'append'>;
  readonly delivery: Delivery;
  /** What there is to know of the queue; empty where nothing is. */
  readonly notice: { readonly text: string };
}

export class QueuedRace {
  readonly race: Race;
  /** Comes back when nothing more becomes of the race from here. */
  readonly ended: Promise<QueuedSweepEnd>;
  readonly #parts: QueuedRaceParts;
  readonly #run: SweepRun;
  readonly #workers: WorkersSeen;
  readonly #leaving = new AbortController();
  #cancelling: Promise<number | null> | null = null;

  constructor(parts: QueuedRaceParts) {
    const { race, places, delivery } = parts;
    this.race = race;
    this.#parts = parts;
    const { plan, queue, store } = places;
    const ended = new Set(
      race.runs.flatMap(({ record }, run) => (record.state.status.kind === 'queued' ? [] : run)),
    );
    this.#run = new SweepRun({
      ...{ plan, queue, store, priority, ended, signal: this.#leaving.signal },
      deliver: (chunks) => delivery.add(chunks),
    });
    this.#workers = new WorkersSeen(queue, plan.id);
    this.ended = this.#follow();
  }

  get standing(): SweepStanding {
    const { figures } = this.#run.progress;
    const { count, notice } = this.#workers;
    // What is known of workers is old while the queue is away.
    return { figures, workers: count, notice: this.#parts.notice.text || notice };
  }

  /** Takes off the queue what waits; what is computed is left by its workers, and the race ends. */
  cancel(): void {
    this.#cancelling ??= this.#takeOff();
  }

  /** The runs stay on the queue, and the race can be attached to it again. */
  leave(): void {
    this.#leaving.abort();
  }

  async #takeOff(): Promise<number | null> {
    const { queue, plan } = this.#parts.places;
    // Nothing more is to be submitted.
    this.#leaving.abort();
    const waiting = new AbortController();
    const taken = queue.cancel(
      plan.id,
      plan.jobs.map(({ key }) => key),
    );
    const late = sleep(patience, null, waiting).catch(() => null);
    const removed = await Promise.race([taken.catch(() => null), late]);
    waiting.abort();
    return removed;
  }

  async #follow(): Promise<QueuedSweepEnd> {
    const end = await this.#toEnd();
    this.#workers.end();
    const { race, store, delivery, places } = this.#parts;
    await delivery.settle();
    race.queue = null;
    // What ended meanwhile stays as it is.
    if (end.kind === 'cancelled') store.append(race.id, endChunks(race, { kind: 'stopped' }));
    else if (end.kind !== 'done') store.append(race.id, endChunks(race, { kind: 'interrupted' }));
    await places.close().catch(() => {});
    return end;
  }

  async #toEnd(): Promise<QueuedSweepEnd> {
    try {
      const kind = await this.#run.run();
      if (this.#cancelling) return { kind: 'cancelled', removed: await this.#cancelling, here: true };
      return kind === 'cancelled' ? { kind, removed: null, here: false } : { kind };
    } catch (error) {
      return { kind: 'failed', message: messageOf(error) };
    }
  }
}
