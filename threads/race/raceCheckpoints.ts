/** Asks the threads of a race for checkpoints of their runs, and has the last of each kept. */
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { Log } from '../log.ts';
import { mostCheckpointBytes, type RunBlock } from './workerMessages.ts';

/** By the numbers of the runs: blocks of a checkpoint file. */
export type CheckpointBlocks = ReadonlyMap<number, Uint8Array>;

/** Keeps them beside the race, which has all by then that led there. */
export type KeepCheckpoints = (race: Race, blocks: CheckpointBlocks) => Promise<void>;

/** From the beginning to the first, and from one to the next, in milliseconds. */
const [firstAfter, interval] = [1000, 5000];
/** The disk is to have no more of it than so many bytes a millisecond. */
const mostPerMillisecond = 4096;
/** What threads answer within so many milliseconds is kept together. */
const gathering = 200;
/** A window that closes waits so long for threads to answer, in milliseconds. */
const patience = 500;

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export interface RaceCheckpointsOptions {
  /** Asks the threads, also where it costs them much time or not; gives how many will answer. */
  readonly ask: (isUrgent: boolean) => number;
  /** Comes back when all that the threads have recorded is in the race. */
  readonly settle: () => Promise<void>;
  readonly keep: KeepCheckpoints;
  readonly log: Log;
  /** Those that the race goes on from. */
  readonly from: CheckpointBlocks;
}

export class RaceCheckpoints {
  readonly #race: Race;
  readonly #options: RaceCheckpointsOptions;
  readonly #blocks: Map<number, Uint8Array>;
  #timer: Timer | undefined;
  /** Threads that were asked and have not answered. */
  #silent = 0;
  #onAnswered = () => {};
  #hasNews = false;
  #saving: Promise<void> | null = null;

  constructor(race: Race, options: RaceCheckpointsOptions) {
    this.#race = race;
    this.#options = options;
    this.#blocks = new Map(options.from);
    this.#askIn(firstAfter);
  }

  /** Takes the answer of a thread. */
  take(blocks: readonly RunBlock[]): void {
    for (const { run, block } of blocks) {
      const others = this.#bytes - (this.#blocks.get(run)?.length ?? 0);
      if (others + block.length > mostCheckpointBytes) continue;
      this.#blocks.set(run, block);
      this.#hasNews = true;
    }
    this.#silent--;
    if (this.#silent <= 0) this.#onAnswered();
    if (this.#hasNews) this.#saving ??= this.#saveSoon();
  }

  /**
   * Asks for them now. Those of threads in a long step come later.
   * @param isUrgent Whether they are wanted whatever time that takes. Default: true.
   */
  ask(isUrgent = true): void {
    this.#silent = this.#options.ask(isUrgent);
  }

  /** Has what the threads have now kept, as far as they answer soon. */
  async handOver(): Promise<void> {
    clearTimeout(this.#timer);
    const answered = new Promise<void>((resolve) => {
      this.#onAnswered = resolve;
    });
    this.ask();
    if (this.#silent > 0) await Promise.race([answered, sleep(patience)]);
    await this.#saving;
    await this.#save();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  get #bytes(): number {
    return [...this.#blocks.values()].reduce((sum, { length }) => sum + length, 0);
  }

  #askIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#race.phase === 'ended') return;
      this.ask(false);
      this.#askIn(Math.max(interval, this.#bytes / mostPerMillisecond));
    }, milliseconds);
    this.#timer.unref?.();
  }

  async #saveSoon(): Promise<void> {
    await sleep(gathering);
    await this.#save();
    this.#saving = null;
  }

  async #save(): Promise<void> {
    if (!this.#hasNews) return;
    this.#hasNews = false;
    const { settle, keep, log } = this.#options;
    await settle();
    for (const [run, { record }] of this.#race.runs.entries())
      if (hasEnded(record.state.status)) this.#blocks.delete(run);
    if (this.#race.phase === 'ended') return;
    try {
      await keep(this.#race, new Map(this.#blocks));
    } catch (error) {
      log.warn(`race ${this.#race.id}: its checkpoints could not be kept: ${messageOf(error)}`);
    }
  }
}
