/**
 * What all threads of a race see at once, in shared memory: who computes which run, and how far it is. Where there is none,
 * each has a table of its own runs.
 */
import { threadMemory } from '../../core/threadMemory.ts';

/** The thread that computes a run and hands on what it records; null: none. */
export type Owner = number | null;

/** Numbers of 4 bytes that are kept for each run. */
const perRun = 3;
/** Added to a run's owner at its end: who owns a run, and whether it has ended, changes at once. */
const endedMark = 1 << 30;
const noOne = endedMark - 1;

export class ProgressTable {
  readonly memory: ArrayBufferLike;
  /** How many threads there are. */
  readonly workers: number;
  /** Steps of each run. */
  readonly #planned: readonly number[];
  readonly #owners: Int32Array;
  readonly #done: Int32Array;
  readonly #takers: Int32Array;
  /** Only a guide, so that a torn number does no harm. */
  readonly #computing: Float64Array;
  readonly #currents: Int32Array;

  /**
   * @param steps Of each run.
   * @param memory Of the same table in another thread. Default: new, all runs at their start and without an owner.
   */
  constructor(steps: readonly number[], workers: number, memory?: ArrayBufferLike) {
    const runs = steps.length;
    const bytes = 8 * runs + 4 * (perRun * runs + workers);
    this.memory = memory ?? threadMemory(bytes);
    this.workers = workers;
    this.#planned = steps;
    this.#computing = new Float64Array(this.memory, 0, runs);
    const column = (index: number, length = runs) =>
      new Int32Array(this.memory, 4 * (2 + index) * runs, length);
    this.#owners = column(0);
    this.#done = column(1);
    this.#takers = column(2);
    this.#currents = column(perRun, workers);
    if (memory) return;
    for (const numbers of [this.#owners, this.#takers, this.#currents]) numbers.fill(noOne);
  }

  ownerOf(run: number): Owner {
    return orNull(Atomics.load(this.#owners, run) & ~endedMark);
  }

  /** Gives a run that has not ended, or whose end was lost, to a thread. */
  assign(run: number, worker: number): void {
    Atomics.store(this.#owners, run, worker);
  }

  /** Gives a run that goes on to another thread, unless somebody else has done so. */
  move(run: number, from: number, to: number): boolean {
    return Atomics.compareExchange(this.#owners, run, from, to) === from;
  }

  /** Whether the thread may compute a run of another again to take it over; of each run, one thread may. */
  claimTakeover(run: number, worker: number): boolean {
    return Atomics.compareExchange(this.#takers, run, noOne, worker) === noOne;
  }

  isClaimed(run: number): boolean {
    return Atomics.load(this.#takers, run) !== noOne;
  }

  /** Runs of a thread that go on. */
  runsOf(worker: number): number[] {
    return this.#live().filter((run) => this.ownerOf(run) === worker);
  }

  /** What a thread has done of a run; ignored from others than its owner. A run that is computed again keeps what it had. */
  record(run: number, worker: number, stepsDone: number, milliseconds: number): void {
    if (this.ownerOf(run) !== worker || stepsDone < this.stepsOf(run)) return;
    this.#computing[run] = milliseconds;
    Atomics.store(this.#done, run, stepsDone);
  }

  /** Ends a run, whoever owns it. */
  end(run: number): void {
    Atomics.or(this.#owners, run, endedMark);
  }

  /** Ends a run of a thread, unless it is another's by now. */
  endOwn(run: number, worker: number): void {
    Atomics.compareExchange(this.#owners, run, worker, worker | endedMark);
  }

  hasEnded(run: number): boolean {
    return (Atomics.load(this.#owners, run) & endedMark) !== 0;
  }

  /** The memory of the same table for a thread that can't see this one: the runs of others count as ended there. */
  copyFor(worker: number): ArrayBufferLike {
    const copy = new ProgressTable(this.#planned, this.workers, this.memory.slice(0));
    for (const run of this.#planned.keys()) if (this.ownerOf(run) !== worker) copy.end(run);
    return copy.memory;
  }

  get allEnded(): boolean {
    return this.#planned.every((_, run) => this.hasEnded(run));
  }

  /** Whether no step of the run is known. */
  isWaiting(run: number): boolean {
    return !this.hasEnded(run) && this.stepsOf(run) === 0 && this.#computing[run] === 0;
  }

  stepsOf(run: number): number {
    return Atomics.load(this.#done, run);
  }

  /**
   * The smallest share of its steps that a run has done, of those that go on; 1 if none does.
   * @param except Without the runs of this thread. Default: of all.
   */
  slowest(except?: number): number {
    let slowest = 1;
    for (let run = 0; run < this.#planned.length; run++)
      if (!this.hasEnded(run) && (except === undefined || this.ownerOf(run) !== except))
        slowest = Math.min(slowest, this.#shareOf(run));
    return slowest;
  }

  /** Milliseconds of computing that a whole run takes at the speed it has had so far; NaN before its first step. */
  durationOf(run: number): number {
    return (this.#computing[run] ?? 0) / this.#shareOf(run);
  }

  /** Says which run a thread computes from now on; null: none. */
  setCurrent(worker: number, run: number | null): void {
    Atomics.store(this.#currents, worker, run ?? noOne);
  }

  /** The run that a thread computes, or computed when it ended. */
  currentOf(worker: number): number | null {
    return orNull(Atomics.load(this.#currents, worker));
  }

  #live(): number[] {
    return [...this.#planned.keys()].filter((run) => !this.hasEnded(run));
  }

  #shareOf(run: number): number {
    return this.stepsOf(run) / (this.#planned[run] ?? 1);
  }
}

function orNull(number: number): number | null {
  return number === noOne ? null : number;
}
