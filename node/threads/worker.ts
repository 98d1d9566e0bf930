/** The program of a worker thread: what it needs is loaded, and then it computes. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { planNetwork } from '../../core/engine/gpu/networkPlan.ts';
import { planSurface } from '../../core/engine/gpu/surfacePlan.ts';
import { dataOfRace } from './dataOfRace.ts';
import { loadKernels } from './loadKernels.ts';
import type { ToWorker, WorkerInput } from './workerMessages.ts';
import { WorkerThread } from './workerThread.ts';

async function begin(port: MessagePort, input: WorkerInput): Promise<void> {
  const [data, kernels] = await Promise.all([dataOfRace(input), loadKernels(input.kernelFolder)]);
  const thread = new WorkerThread(port, input, data, kernels, { planNetwork, planSurface });
  port.on('message', (message: ToWorker) => thread.receive(message));
  thread.work();
}

if (parentPort) void begin(parentPort, workerData as WorkerInput);
