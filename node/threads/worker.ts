/** The program of a worker thread: what it needs is loaded, and then it computes runs of a race or of a map, or does a task. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { MapWorkerInput, ToMapWorker } from '../map/mapTasks.ts';
import { dataOfRace } from './dataOfRace.ts';
import type { GpuTaskCall } from './gpuTaskMessages.ts';
import { loadKernels } from './loadKernels.ts';
import type { ToWorker, WorkerInput } from './workerMessages.ts';
import { WorkerThread } from './workerThread.ts';

type Input = WorkerInput | GpuTaskCall | MapWorkerInput;

async function begin(port: MessagePort, input: Input): Promise<void> {
  if ('task' in input) {
    const { doGpuTask } = await import('./gpuTaskThread.ts');
    return doGpuTask(port, input);
  }
  if ('control' in input) {
    const { MapThread } = await import('../map/mapThread.ts');
    const thread = new MapThread(port, input);
    port.on('message', (message: ToMapWorker) => thread.receive(message));
    return;
  }
  const [data, kernels, planners] = await Promise.all([
    dataOfRace(input),
    loadKernels(input.kernelFolder),
    typeof input.gpu === 'object' && input.gpu
      ? import('../../core/engine/gpu/planners.ts').then((module) => module.planners)
      : undefined,
  ]);
  const thread = new WorkerThread(port, input, data, kernels, planners);
  port.on('message', (message: ToWorker) => thread.receive(message));
  thread.work();
}

if (parentPort) void begin(parentPort, workerData as Input);
