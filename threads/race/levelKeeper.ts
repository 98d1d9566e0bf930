/** Threads that don't see how far the others are, since they share no memory, are told so: they keep level by that. */
import type { Chunk } from '../../core/race/runRecord.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { ProgressTable } from './progressTable.ts';

/** Milliseconds between two messages to a thread: threads post what they record as often. */
const interval = 33;

export class LevelKeeper {
  readonly #table: ProgressTable;
  readonly #tell: (worker: number, share: number) => void;
  #timer: Timer | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;

  /** @param tell Takes the smallest share of its steps that a run of any other thread has done. */
  constructor(table: ProgressTable, tell: (worker: number, share: number) => void) {
    this.#table = table;
    this.#tell = tell;
  }

  /** What a thread has done. */
  take(worker: number, chunks: readonly Chunk[]): void {
    for (const { run, piece } of chunks) {
      this.#table.record(run, worker, Math.max(0, piece.state.stepsDone), 0);
      if (hasEnded(piece.state.status)) this.#table.endOwn(run, worker);
    }
    this.tellSoon();
  }

  /** All threads, at once or as soon as they may be told again: one may wait for what it doesn't know yet. */
  tellSoon(): void {
    const wait = this.#toldAt + interval - performance.now();
    if (wait > 0) this.#timer ??= setTimeout(() => this.#tellAll(), wait);
    else this.#tellAll();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tellAll(): void {
    this.dispose();
    this.#toldAt = performance.now();
    for (let worker = 0; worker < this.#table.workers; worker++)
      this.#tell(worker, this.#table.slowest(worker));
  }
}
