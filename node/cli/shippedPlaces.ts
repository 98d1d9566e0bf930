/** Where the files are that ship with the program. */
import path from 'node:path';
import type { ShippedFiles } from '../threads/raceThreads.ts';

export interface ShippedPlaces extends ShippedFiles {
  /** The program of the thread that reads CSV files. */
  readonly csvWorker: string;
  readonly version: string;
}

/** @param dist The folder of what was built. */
export function shippedPlaces(dist: string, version: string): ShippedPlaces {
  return {
    worker: path.join(dist, 'extension', 'worker.js'),
    helper: path.join(dist, 'extension', 'helper.js'),
    csvWorker: path.join(dist, 'extension', 'csvWorker.js'),
    data: path.join(dist, 'data'),
    kernels: path.join(dist, 'kernels'),
    version,
  };
}
