/** Brings what the threads of a race record to the store, in its order, once the ends among it are kept. */
import { messageOf } from '../../core/messageOf.ts';
import { endChunks, type Race } from '../../core/race/race.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import type { RunStatus } from '../../core/race/status.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Log } from '../log.ts';

/** Keeps the ends of runs; what is told of them waits until it comes back, or for `patience`. */
export type Keep = (race: Race, chunks: readonly Chunk[]) => Promise<void>;

/** The longest that keeping is waited for, in milliseconds: longer than a library that works waits for its disk. */
const patience = 2500;

export class Delivery {
  readonly #race: Race;
  readonly #store: RaceStore;
  readonly #keep: Keep;
  readonly #log: Log;
  #waiting: Chunk[] = [];
  #working: Promise<void> | null = null;
  /** Whether keeping was given up and hasn't come back since: then it isn't waited for again. */
  #isLate = false;

  constructor(race: Race, store: RaceStore, keep: Keep, log: Log) {
    this.#race = race;
    this.#store = store;
    this.#keep = keep;
    this.#log = log;
  }

  /** What comes while others are being kept goes with the next: many short runs are kept in one go. */
  add(chunks: readonly Chunk[]): void {
    // With nothing to keep, the work would be over before it is known as begun, and never begin again.
    if (chunks.length === 0) return;
    this.#waiting.push(...chunks);
    this.#working ??= this.#work();
  }

  /** Gives those of the runs that have not ended the same end, behind all that was added. Default: all runs of the race. */
  end(status: RunStatus, runs?: readonly number[]): void {
    void this.settle().then(() => this.add(endChunks(this.#race, status, runs)));
  }

  /** Comes back when all that was added is in the store. */
  async settle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Whatever fails of it is logged: the race goes on without. */
  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const chunks = this.#waiting;
      this.#waiting = [];
      await this.#keepFor(patience, chunks);
      try {
        this.#store.append(this.#race.id, chunks);
      } catch (error) {
        this.#fail('could not be told', error);
      }
    }
    this.#working = null;
  }

  async #keepFor(milliseconds: number, chunks: readonly Chunk[]): Promise<void> {
    const keeping = this.#keepAll(chunks);
    if (this.#isLate) return;
    let timer: Timer | undefined;
    const late = new Promise<true>((resolve) => {
      timer = setTimeout(resolve, milliseconds, true);
    });
    this.#isLate = await Promise.race([keeping.then(() => false), late]);
    clearTimeout(timer);
    if (!this.#isLate) return;
    this.#fail('could not be kept', `nothing came back within ${milliseconds} ms`);
    void keeping.then(() => {
      this.#isLate = false;
    });
  }

  async #keepAll(chunks: readonly Chunk[]): Promise<void> {
    try {
      await this.#keep(this.#race, chunks);
    } catch (error) {
      this.#fail('could not be kept', error);
    }
  }

  #fail(what: string, error: unknown): void {
    this.#log.error(`race ${this.#race.id}: what was recorded ${what}: ${messageOf(error)}`);
  }
}
