/** One run in a worker thread: begun when its turn comes, its failures its own, its progress on the board. */

import type { Paced } from '../../core/engine/pace.ts';
import type { Runner } from '../../core/engine/runner.ts';
import type { RunSpec } from '../../core/experiment/expand.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Chunk } from '../../core/race/chunk.ts';
import type { RunStatus } from '../../core/race/status.ts';
import type { Board } from './progressTable.ts';

export class WorkerRun implements Paced {
  readonly index: number;
  readonly spec: RunSpec;
  readonly #create: () => Runner;
  readonly #board: Board;
  readonly #worker: number;
  #runner: Runner | null = null;
  /** An end that the runner knows nothing of. */
  #end: RunStatus | null = null;
  #endTold = false;

  /**
   * @param index Of the run in its race, as on the board.
   * @param worker The thread's number on the board.
   * @param create Makes the runner, at its start; may throw.
   */
  constructor(index: number, spec: RunSpec, board: Board, worker: number, create: () => Runner) {
    this.index = index;
    this.spec = spec;
    this.#board = board;
    this.#worker = worker;
    this.#create = create;
  }

  get stepsDone(): number {
    return this.#runner?.stepsDone ?? -1;
  }

  get ended(): boolean {
    return this.#end !== null || (this.#runner?.ended ?? false);
  }

  get hasNews(): boolean {
    return (this.#end !== null && !this.#endTold) || (this.#runner?.hasNews ?? false);
  }

  /** Whether this thread is still the run's home. */
  get isHere(): boolean {
    return this.#board.homeOf(this.index) === this.#worker;
  }

  advance(step: number, deadline: number): void {
    if (this.ended) return;
    this.#board.workOn(this.#worker, this.index);
    try {
      this.#runner ??= this.#create();
      this.#runner.advance(step, deadline);
    } catch (error) {
      this.#end = { kind: 'failed', message: messageOf(error) };
      this.#runner?.dispose();
    }
    this.#board.workOn(this.#worker, null);
    this.record();
  }

  /** Puts on the board how far the run is, once this thread is its home. */
  record(): void {
    if (!this.isHere) return;
    this.#board.record(this.index, this.#worker, this.stepsDone, this.#runner?.computing ?? 0);
    if (this.ended) this.#board.end(this.index);
  }

  stop(): void {
    this.#runner?.stop();
    if (!this.ended) this.#end = { kind: 'stopped' };
    this.record();
  }

  /** What was recorded since the last call. */
  takeChunk(): Chunk {
    const chunk = this.#runner?.takeChunk() ?? empty(this.spec);
    if (this.#end === null) return chunk;
    this.#endTold = true;
    return { ...chunk, status: this.#end };
  }
}

/** What a run has recorded that has not begun. */
function empty({ id }: RunSpec): Chunk {
  return {
    run: id,
    firstStep: 0,
    losses: new Float64Array(0),
    path: null,
    evaluations: [],
    status: { kind: 'queued' },
    engine: null,
    stepsPerSecond: 0,
  };
}
