/**
 * Work for a thread that has nothing to do while others have: it takes over one of their runs. A run can't be carried
 * from thread to thread, but it is the same wherever it is computed, bit for bit. So the thread computes it again from
 * its start, in the time it has to spare, and becomes its home as soon as it has caught up.
 */
import type { Board } from './progressTable.ts';
import type { WorkerRun } from './workerRun.ts';

/** The least share of the race's remaining time that taking over a run must save. */
const worthwhile = 0.01;
/** From this share of the race on, runs have done enough steps to tell how long they take. */
const earliest = 0.02;

export class Relief {
  readonly #board: Board;
  readonly #worker: number;
  readonly #begin: (run: number) => WorkerRun;
  #run: WorkerRun | null = null;

  /** @param begin Makes a run at its start. */
  constructor(board: Board, worker: number, begin: (run: number) => WorkerRun) {
    this.#board = board;
    this.#worker = worker;
    this.#begin = begin;
  }

  /** Whether there is a run to catch up with. */
  get busy(): boolean {
    return this.#run !== null;
  }

  /**
   * Catches up with a run of another thread for a while.
   * @param deadline On the clock of the runs.
   * @returns The run, once it is this thread's.
   */
  work(deadline: number): WorkerRun | null {
    const run = this.#run ?? this.#choose();
    this.#run = run;
    if (!run) return null;
    const from = this.#board.homeOf(run.index);
    run.advance(this.#board.stepsOf(run.index), deadline);
    if (this.#board.hasEnded(run.index) || run.ended || from === null) {
      this.#run = null;
      return null;
    }
    if (run.stepsDone < this.#board.stepsOf(run.index)) return null;
    this.#run = null;
    return this.#board.move(run.index, from, this.#worker) ? run : null;
  }

  #choose(): WorkerRun | null {
    const run = chooseRelief(this.#board, this.#worker);
    return run !== null && this.#board.claimRelief(run, this.#worker) ? this.#begin(run) : null;
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
export function chooseRelief(board: Board, worker: number): number | null {
  const share = board.slowest();
  if (share < earliest) return null;
  const own = durationOf(board, board.runsOf(worker));
  const { runs, duration } = busiest(board, worker);
  let best: number | null = null;
  let mostSaved = worthwhile * (1 - share) * duration;
  for (const run of runs) {
    const c = board.durationOf(run);
    const spare = duration - own;
    if (board.isClaimed(run) || !(c < spare)) continue;
    const meeting = (share * spare) / (spare - c);
    const saved = (1 - meeting) * (duration - Math.max(duration - c, own + c));
    if (saved <= mostSaved) continue;
    best = run;
    mostSaved = saved;
  }
  return best;
}

/** Of the other threads, the one that takes longest. Runs that have not begun can't be judged: they count as nothing. */
function busiest(board: Board, worker: number): { runs: readonly number[]; duration: number } {
  let most: { runs: readonly number[]; duration: number } = { runs: [], duration: 0 };
  for (let other = 0; other < board.workers; other++) {
    if (other === worker) continue;
    const runs = board.runsOf(other);
    const duration = durationOf(board, runs);
    if (duration > most.duration) most = { runs, duration };
  }
  return most;
}

function durationOf(board: Board, runs: readonly number[]): number {
  return runs.reduce((sum, run) => sum + (board.durationOf(run) || 0), 0);
}
