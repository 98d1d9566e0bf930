/** What programs of threads have around them in Node.js. */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../../threads/machine.ts';
import { csvThread } from '../data/csvThread.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { sharedNow } from './clock.ts';
import { loadKernels } from './loadKernels.ts';
import type { Places } from './startThread.ts';

export function machineWith({ data, kernels, csvWorker }: Places): Machine {
  return {
    now: sharedNow,
    nextTurn: () => nextTurn(),
    wait: (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
    dataset: (id, split) => loadDataset(id, data, split),
    csv(problem, folder) {
      if (csvWorker === undefined)
        throw new Error(`${problem.csv} — expected to be read before the thread began`);
      return csvThread(csvWorker).load(problem, folder);
    },
    kernels: async () => (kernels === undefined ? 'none were shipped' : loadKernels(kernels)),
  };
}
