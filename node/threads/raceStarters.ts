/** How Node.js computes races in threads. */
import { availableParallelism } from 'node:os';
import { heapOfWorker } from '../../threads/race/outOfMemory.ts';
import type { RaceStarters } from '../../threads/race/raceStarters.ts';
import { sharedNow } from './clock.ts';
import { threadsOf } from './startThread.ts';

/** Files that ship with the extension. */
export interface ShippedFiles {
  readonly worker: string;
  readonly helper: string;
  /** Folder of the data sets. */
  readonly data: string;
  /** Folder of the kernels for networks. */
  readonly kernels: string;
}

/** @param cores How many threads there may be. Default: as many as the machine can run at once. */
export function raceStarters(
  { worker, helper, data, kernels }: ShippedFiles,
  cores = availableParallelism(),
): RaceStarters {
  return {
    worker: threadsOf(worker, { places: { data, kernels }, heap: heapOfWorker }),
    helper: threadsOf(helper),
    cores,
    now: sharedNow,
  };
}
