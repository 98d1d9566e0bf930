/** What scheduler and worker threads say to each other. Both ends are built from one source, so types suffice. */
import type { Chunk } from '../../core/engine/chunk.ts';
import type { RunSpec } from '../../core/experiment/expand.ts';
import type { Speed } from '../../core/protocol.ts';
import type { DataFolders } from '../data/loadDataset.ts';

export interface WorkerInput {
  /** The thread's number on the board. */
  readonly worker: number;
  readonly workers: number;
  /** Memory of the board. */
  readonly board: SharedArrayBuffer;
  /** All runs of the race; the board says which are this thread's. */
  readonly runs: readonly RunSpec[];
  readonly speed: Speed;
  readonly paused: boolean;
  /** When the race began, as `Date.now()`: threads start at different moments and still keep level. */
  readonly begin: number;
  /** Folder of the kernels for networks. */
  readonly kernelFolder: string;
  readonly folders: DataFolders;
}

export type ToWorker =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Brings every run that has done less to `step`, or to its end. */
  | { readonly type: 'stepTo'; readonly step: number }
  /** One step for every run. */
  | { readonly type: 'stepEach' }
  | { readonly type: 'setSpeed'; readonly speed: Speed }
  /** Ends all runs; the last chunks follow. */
  | { readonly type: 'stop' };

export interface FromWorker {
  readonly type: 'chunks';
  readonly chunks: readonly Chunk[];
}
