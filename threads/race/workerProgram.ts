/** The program of a worker thread: what it needs is loaded, and then it computes runs of a race or of a map, or does a task. */
import type { Machine, ThreadPort } from '../machine.ts';
import type { MapWorkerInput, ToMapWorker } from '../map/mapTasks.ts';
import { dataOfRace } from './dataOfRace.ts';
import type { GpuTaskCall } from './gpuTaskMessages.ts';
import type { ToWorker, WorkerInput } from './workerMessages.ts';
import { WorkerThread } from './workerThread.ts';

export type WorkerTask = WorkerInput | GpuTaskCall | MapWorkerInput;

export async function computeRuns(port: ThreadPort, input: WorkerTask, machine: Machine): Promise<void> {
  if ('task' in input) {
    const { doGpuTask } = await import('./gpuTaskThread.ts');
    return doGpuTask(port, input, machine);
  }
  if ('control' in input) {
    const { MapThread } = await import('../map/mapThread.ts');
    const thread = new MapThread(port, input, machine);
    port.onMessage((message: ToMapWorker) => thread.receive(message));
    return;
  }
  const [data, kernels, planners] = await Promise.all([
    dataOfRace(input, machine),
    machine.kernels(),
    typeof input.gpu === 'object' && input.gpu
      ? import('../../core/engine/gpu/planners.ts').then((module) => module.planners)
      : undefined,
  ]);
  const thread = new WorkerThread(port, input, machine, data, kernels, planners);
  port.onMessage((message: ToWorker) => thread.receive(message));
  thread.work();
}
