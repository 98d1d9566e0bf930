/** Where the files are that ship with the program. */
import path from 'node:path';
import type { ShippedFiles } from '../threads/raceStarters.ts';

export interface ShippedPlaces extends ShippedFiles {
  /** The program of the thread that reads CSV files. */
  readonly csvWorker: string;
  /** The folder of what reports are made of: a script and a style sheet a kind. */
  readonly reports: string;
  /** The program of the threads that compute runs of sweeps. */
  readonly runThread: string;
  readonly version: string;
}

/** @param dist The folder of what was built. */
export function shippedPlaces(dist: string, version: string): ShippedPlaces {
  return {
    worker: path.join(dist, 'cli', 'worker.mjs'),
    helper: path.join(dist, 'cli', 'helper.mjs'),
    csvWorker: path.join(dist, 'cli', 'csvWorker.mjs'),
    reports: path.join(dist, 'cli', 'report'),
    runThread: path.join(dist, 'cli', 'runThread.mjs'),
    data: path.join(dist, 'data'),
    kernels: path.join(dist, 'kernels'),
    version,
  };
}
