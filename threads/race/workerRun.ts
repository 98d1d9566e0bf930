/** One run in a worker thread: begun when its turn comes, its failures its own, its progress on the table. */

import type { RunCheckpoint, Weights } from '../../core/engine/checkpoint.ts';
import type { Paced } from '../../core/engine/pace.ts';
import type { Runner } from '../../core/engine/runner.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import { beforeStart, type RecordPiece } from '../../core/race/runRecord.ts';
import type { RunStatus } from '../../core/race/status.ts';
import { failureOf } from './outOfMemory.ts';
import type { ProgressTable } from './progressTable.ts';

export class WorkerRun implements Paced {
  readonly index: number;
  readonly spec: RunSpec;
  readonly #create: () => Promise<Runner>;
  readonly #table: ProgressTable;
  readonly #worker: number;
  readonly #isOnDevice: boolean;
  #runner: Runner | null = null;
  /** An end that the runner knows nothing of. */
  #end: RunStatus | null = null;
  #endTold = false;
  /** Steps done at the last checkpoint; none is made twice. */
  #checkpointAt = -1;

  /**
   * @param index Of the run in its race, as on the table.
   * @param worker The thread's number on the table.
   * @param create Makes the runner, at its start; may fail.
   * @param isOnDevice Whether a device is to compute it. Default: false.
   */
  constructor(
    index: number,
    spec: RunSpec,
    table: ProgressTable,
    worker: number,
    create: () => Promise<Runner>,
    isOnDevice = false,
  ) {
    this.index = index;
    this.spec = spec;
    this.#table = table;
    this.#worker = worker;
    this.#create = create;
    this.#isOnDevice = isOnDevice;
  }

  get stepsDone(): number {
    return this.#runner?.stepsDone ?? -1;
  }

  get ended(): boolean {
    return this.#end !== null || (this.#runner?.ended ?? false);
  }

  get waits(): boolean {
    return this.#runner ? this.#runner.waits : this.#isOnDevice;
  }

  get hasNews(): boolean {
    return (this.#end !== null && !this.#endTold) || (this.#runner?.hasNews ?? false);
  }

  /** Whether this thread still owns the run. */
  get isOwn(): boolean {
    return this.#table.ownerOf(this.index) === this.#worker;
  }

  async advance(step: number, deadline: number): Promise<void> {
    if (this.ended) return;
    this.#table.setCurrent(this.#worker, this.index);
    try {
      this.#runner ??= await this.#create();
      await this.#runner.advance(step, deadline);
    } catch (error) {
      this.#end = { kind: 'failed', message: failureOf(error) };
      this.#runner?.dispose();
    }
    if (this.#table.currentOf(this.#worker) === this.index) this.#table.setCurrent(this.#worker, null);
    this.record();
  }

  /** Writes into the table how far the run is, if this thread owns it. */
  record(): void {
    if (!this.isOwn) return;
    this.#table.record(this.index, this.#worker, this.stepsDone, this.#runner?.computing ?? 0);
    if (this.ended) this.#table.endOwn(this.index, this.#worker);
  }

  /** Not while it advances. */
  async stop(): Promise<void> {
    await this.#runner?.stop();
    if (!this.ended) this.#end = { kind: 'stopped' };
    this.record();
  }

  /**
   * Where the run stands, if it has got further since the last call, and that takes no more than so many bytes. Not while
   * it advances.
   */
  checkpoint(most = Number.POSITIVE_INFINITY): RunCheckpoint | null {
    const runner = this.#runner;
    if (!runner || this.ended || this.stepsDone <= this.#checkpointAt) return null;
    const checkpoint = runner.checkpointBytes <= most ? runner.checkpoint() : null;
    if (checkpoint) this.#checkpointAt = checkpoint.stepsDone;
    return checkpoint;
  }

  /** Not while it advances; null where it has not begun, or has ended. */
  weights(): Weights | null {
    return this.#runner?.weights() ?? null;
  }

  /** What was recorded since the last call. */
  takeChunk(): Chunk {
    const piece = this.#runner?.takePiece() ?? nothing;
    if (this.#end === null) return { run: this.index, piece };
    this.#endTold = true;
    return { run: this.index, piece: { ...piece, state: { ...piece.state, status: this.#end } } };
  }
}

/** What a run has recorded that has not begun. */
const nothing: RecordPiece = { firstPoint: 0, points: {}, evaluations: [], state: beforeStart };
