/** What scheduler and worker threads say to each other. Both ends are built from one source, so types suffice. */

import type { Weights } from '../../core/engine/checkpoint.ts';
import type { HelperInput } from '../../core/engine/cpu/network/helpTrainer.ts';
import type { Verdict } from '../../core/engine/gpu/auto/verdict.ts';
import type { Recording } from '../../core/experiment/recording.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Speed } from '../../core/race/phase.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import type { GpuQuestion, GpuReply } from './gpuMessages.ts';

export interface WorkerInput {
  /** The thread's number in the table. */
  readonly worker: number;
  readonly workers: number;
  /** Memory of the table. */
  readonly table: ArrayBufferLike;
  /** How far the slowest run of other threads is, which then is told; null where the table says so. */
  readonly othersAt: number | null;
  /** All runs of the race; the table says which are this thread's. */
  readonly runs: readonly RunSpec[];
  readonly recording: Recording;
  /** How many runs of all threads may go on at the same time; undefined: all of them. */
  readonly runsAtOnce: number | undefined;
  readonly speed: Speed;
  readonly paused: boolean;
  /** When the race began, by `sharedNow`: threads start at different moments and still keep level. */
  readonly begin: number;
  /** How many threads each run may be computed by, the worker's own included. */
  readonly threadsPerRun: number;
  /** null where no run is to be computed on a GPU; or why the one that was asked for can't be used, as a clause. */
  readonly gpu: GpuOfRace | string | null;
  /** Where runs go whose engine is "auto". */
  readonly auto: Verdict;
  /** Where runs go on, by their numbers: blocks of a checkpoint file, in shared memory where there is such. Others begin. */
  readonly from: ReadonlyMap<number, Uint8Array>;
  /** What was read of a CSV file, in shared memory where there is such; null where the thread loads a data set itself, or there is none. */
  readonly data: PreparedDataset | null;
}

export interface GpuOfRace {
  /** Begins the names of the thread's runs on the device; no other thread has had it. */
  readonly name: string;
  /** Numbers of the runs that are to be computed there. */
  readonly runs: readonly number[];
}

/** The checkpoints of a race have so many bytes at most: while they are made they take some more, beside the runs. */
export const mostCheckpointBytes = 128 * 2 ** 20;

/** The checkpoint of a run, as a block of a file. */
export interface RunBlock {
  readonly run: number;
  readonly block: Uint8Array<ArrayBuffer>;
}

export type ToWorker =
  | GpuReply
  /** How far the slowest run of other threads is; told where the table has this thread's runs alone. */
  | { readonly type: 'level'; readonly share: number }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Brings every run that has done less to `step`, or to its end. */
  | { readonly type: 'stepTo'; readonly step: number }
  /** One step for every run. */
  | { readonly type: 'stepEach' }
  | { readonly type: 'setSpeed'; readonly speed: Speed }
  /**
   * Asks for checkpoints of the runs that have done steps since the last; an answer follows, behind what was recorded.
   * `isUrgent`: also where making them takes too much of the thread's time, which otherwise answers with none.
   */
  | { readonly type: 'checkpoint'; readonly isUrgent: boolean }
  /** Asks for the weights of a run, by its number; every thread answers, by the id of the question. */
  | { readonly type: 'weights'; readonly run: number; readonly id: number }
  /** Ends all runs; the last chunks follow. */
  | { readonly type: 'stop' };

export type FromWorker =
  | { readonly type: 'chunks'; readonly chunks: readonly Chunk[] }
  | { readonly type: 'checkpoints'; readonly blocks: readonly RunBlock[] }
  /** null from threads that don't compute the run now. */
  | { readonly type: 'weights'; readonly id: number; readonly weights: Weights | null }
  /** A run can use another thread. */
  | { readonly type: 'help'; readonly input: HelperInput }
  | GpuQuestion;
