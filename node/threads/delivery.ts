/** Brings what the threads of a race record to the store, in its order, once the ends among it are kept. */
import { endChunks, type Race } from '../../core/race/race.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import type { RunStatus } from '../../core/race/status.ts';
import type { RaceStore } from '../../core/race/store.ts';

/** Keeps the ends of runs; what is told of them waits until it comes back. It does not fail. */
export type Keep = (race: Race, chunks: readonly Chunk[]) => Promise<void>;

export class Delivery {
  readonly #race: Race;
  readonly #store: RaceStore;
  readonly #keep: Keep;
  #waiting: Chunk[] = [];
  #working: Promise<void> | null = null;

  constructor(race: Race, store: RaceStore, keep: Keep) {
    this.#race = race;
    this.#store = store;
    this.#keep = keep;
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

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const chunks = this.#waiting;
      this.#waiting = [];
      await this.#keep(this.#race, chunks);
      this.#store.append(this.#race.id, chunks);
    }
    this.#working = null;
  }
}
