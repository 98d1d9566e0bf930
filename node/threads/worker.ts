/** The program of a worker thread: what it needs is loaded, and then it computes. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { loadKernels } from './loadKernels.ts';
import type { ToWorker, WorkerInput } from './workerMessages.ts';
import { WorkerThread } from './workerThread.ts';

async function begin(port: MessagePort, input: WorkerInput): Promise<void> {
  const [data, kernels] = await Promise.all([load(input), loadKernels(input.kernelFolder)]);
  const thread = new WorkerThread(port, input, data, kernels);
  port.on('message', (message: ToWorker) => thread.receive(message));
  thread.work();
}

/** The data of the race's problem; an error is kept for the runs, which fail by it. */
async function load({ runs, dataFolder, data: read }: WorkerInput): Promise<() => PreparedDataset | null> {
  if (read) return () => read;
  const problem = runs[0]?.problem;
  if (!problem || !('data' in problem)) return () => null;
  try {
    const data = await loadDataset(problem.data, dataFolder, { validation: problem.validation ?? 0 });
    return () => data;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

if (parentPort) void begin(parentPort, workerData as WorkerInput);
