/** Threads of Node.js. */
import { Worker } from 'node:worker_threads';
import type { StartThread } from '../../threads/thread.ts';

/** Where programs find what ships. */
export interface Places {
  /** Folder of the data sets. */
  readonly data: string;
  /** Folder of the kernels for networks. Default: none are used. */
  readonly kernels?: string;
  /** The program of the thread that reads CSV files. Default: none are read. */
  readonly csvWorker?: string;
}

interface ThreadOptions {
  /** Default: the program needs nothing that ships. */
  readonly places?: Places;
  /**
   * Mebibytes of its JavaScript objects: without a limit of its own, a thread that needs too much ends the whole program.
   * Default: as many as Node.js gives.
   */
  readonly heap?: number;
}

/** @param file The program of the threads. */
export function threadsOf(file: string, { places, heap }: ThreadOptions = {}): StartThread {
  return (input) =>
    new Worker(file, {
      workerData: places ? { ...input, places } : input,
      ...(heap !== undefined && { resourceLimits: { maxOldGenerationSizeMb: heap } }),
    });
}
