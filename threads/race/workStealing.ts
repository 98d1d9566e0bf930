/**
 * Work for a thread that has nothing to do while others have: it takes over one of their runs. One that has not begun
 * changes hands. Another can't be carried from thread to thread, but it is the same wherever it is computed, bit for
 * bit: so the thread computes it again from its start, in the time it has to spare, and owns it as soon as it has caught up.
 */
import type { ProgressTable } from './progressTable.ts';
import type { WorkerRun } from './workerRun.ts';

/** The least share of the race's remaining time that taking over a run must save. */
const worthwhile = 0.01;
/** From this share of the race on, runs have done enough steps to tell how long they take. */
const earliest = 0.02;

export class WorkStealing {
  readonly #table: ProgressTable;
  readonly #worker: number;
  readonly #begin: (run: number) => WorkerRun;
  readonly #inTurn: boolean;
  #run: WorkerRun | null = null;

  /**
   * @param begin Makes a run at its start.
   * @param inTurn Whether runs wait for their turn to begin. Default: all begin at once.
   */
  constructor(table: ProgressTable, worker: number, begin: (run: number) => WorkerRun, inTurn = false) {
    this.#inTurn = inTurn;
    this.#table = table;
    this.#worker = worker;
    this.#begin = begin;
  }

  /** Whether there is a run to catch up with. */
  get busy(): boolean {
    return this.#run !== null;
  }

  /**
   * Takes a run that waits or, where there is none, catches up with a run of another thread for a while.
   * @param deadline On the clock of the runs.
   * @returns The run, once it is this thread's; it may not have begun.
   */
  async work(deadline: number): Promise<WorkerRun | null> {
    const waiting = this.#inTurn && !this.#run ? takeWaitingRun(this.#table, this.#worker) : null;
    if (waiting !== null) return this.#begin(waiting);
    const run = this.#run ?? this.#choose();
    this.#run = run;
    if (!run) return null;
    const from = this.#table.ownerOf(run.index);
    await run.advance(this.#table.stepsOf(run.index), deadline);
    if (this.#table.hasEnded(run.index) || run.ended || from === null) {
      this.#run = null;
      return null;
    }
    if (run.stepsDone < this.#table.stepsOf(run.index)) return null;
    this.#run = null;
    return this.#table.move(run.index, from, this.#worker) ? run : null;
  }

  #choose(): WorkerRun | null {
    const run = chooseRunToSteal(this.#table, this.#worker);
    return run !== null && this.#table.claimTakeover(run, this.#worker) ? this.#begin(run) : null;
  }
}

/**
 * The run of another thread that it is best to take over; null if none is worth it.
 *
 * A thread needs the sum of its runs' durations, L, for the race. With the longest, L, and one's own, l, one has the
 * share 1 - l / L of the time to spare. From the share s of the race on, one catches up with a run of duration c at the
 * share m = s (L - l) / (L - l - c). From then on the race goes on as with max(L - c, l + c) in place of L.
 * @internal
 */
export function chooseRunToSteal(table: ProgressTable, worker: number): number | null {
  const share = table.slowest();
  if (share < earliest) return null;
  const own = durationOf(table, table.runsOf(worker));
  const { runs, duration } = busiest(table, worker);
  let best: number | null = null;
  let mostSaved = worthwhile * (1 - share) * duration;
  for (const run of runs) {
    const c = table.durationOf(run);
    const spare = duration - own;
    if (table.isClaimed(run) || !(c < spare)) continue;
    const meeting = (share * spare) / (spare - c);
    const saved = (1 - meeting) * (duration - Math.max(duration - c, own + c));
    if (saved <= mostSaved) continue;
    best = run;
    mostSaved = saved;
  }
  return best;
}

/** Of the other threads, the one that takes longest. Runs that have not begun can't be judged: they count as nothing. */
function busiest(table: ProgressTable, worker: number): { runs: readonly number[]; duration: number } {
  let most: { runs: readonly number[]; duration: number } = { runs: [], duration: 0 };
  for (let other = 0; other < table.workers; other++) {
    if (other === worker) continue;
    const runs = table.runsOf(other);
    const duration = durationOf(table, runs);
    if (duration > most.duration) most = { runs, duration };
  }
  return most;
}

function durationOf(table: ProgressTable, runs: readonly number[]): number {
  return runs.reduce((sum, run) => sum + (table.durationOf(run) || 0), 0);
}

/**
 * Takes over a run that has not begun from the thread that has most of them; null where none has two, or where this
 * thread has one itself.
 * @internal
 */
export function takeWaitingRun(table: ProgressTable, worker: number): number | null {
  const isFree = (run: number) => table.isWaiting(run) && !table.isClaimed(run);
  const waitingFor = (thread: number) => table.runsOf(thread).filter(isFree);
  if (waitingFor(worker).length > 0) return null;
  let most: readonly number[] = [];
  for (let other = 0; other < table.workers; other++) {
    const waiting = waitingFor(other);
    if (waiting.length > most.length) most = waiting;
  }
  const run = most.at(-1);
  if (run === undefined || most.length < 2) return null;
  const owner = table.ownerOf(run);
  return owner !== null && table.move(run, owner, worker) ? run : null;
}
