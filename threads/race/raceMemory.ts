/**
 * The memory that races may take. One that has begun takes its memory bit by bit: until it has it, what it will take looks
 * free, and is kept for it.
 */
import { memoryOf, memoryOfRuns, runsThatFit } from '../../core/engine/checkMemory.ts';
import type { Race } from '../../core/race/race.ts';

export class RaceMemory {
  readonly #freeNow: () => number;
  readonly #threads: number;
  /** Bytes by the ids of races that go on. */
  readonly #reserved = new Map<string, number>();
  /** Bytes that were free when no race went on. */
  #freeBefore = 0;

  /**
   * @param freeNow Gives the bytes that are free for races, whoever may have asked for them.
   * @param threads How many compute a race at most.
   */
  constructor(freeNow: () => number, threads: number) {
    this.#freeNow = freeNow;
    this.#threads = threads;
  }

  /** Bytes that one more race may take beside those that go on. */
  get free(): number {
    const free = this.#freeNow();
    if (this.#reserved.size === 0) return free;
    const reserved = [...this.#reserved.values()].reduce((sum, bytes) => sum + bytes, 0);
    return Math.max(0, Math.min(free, this.#freeBefore - reserved));
  }

  /** Bytes that a race may take when the others have ended. */
  get freeAlone(): number {
    const free = this.#freeNow();
    return this.#reserved.size === 0 ? free : Math.max(free, this.#freeBefore);
  }

  /** For how many runs of a race there is room beside those that go on; 0 where there is room for none. */
  roomFor({ experiment, csv }: Race): number {
    return runsThatFit(memoryOf(experiment, csv?.shape), this.free, this.#threads);
  }

  /** Keeps what a race will take with so many runs at the same time, until it is released. */
  reserve({ id, experiment, csv }: Race, runs: number): void {
    const bytes = memoryOfRuns(memoryOf(experiment, csv?.shape), runs, this.#threads);
    if (this.#reserved.size === 0) this.#freeBefore = this.#freeNow();
    this.#reserved.set(id, bytes);
  }

  release({ id }: Pick<Race, 'id'>): void {
    this.#reserved.delete(id);
  }
}
