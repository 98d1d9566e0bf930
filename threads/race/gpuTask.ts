/** Tasks of core with a way to a device, each in a thread of its own. */
import type { GpuTaskProgress } from '../../core/engine/gpu/gpuTask.ts';
import type { GpuTaskInput, GpuTaskName, GpuTaskOutput } from '../../core/engine/gpu/gpuTasks.ts';
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import type { Log } from '../log.ts';
import { GpuRelay } from './gpuRelay.ts';
import type { FromGpuTask, GpuTaskCall } from './gpuTaskMessages.ts';
import { HelperPool } from './helperPool.ts';
import { failureOf } from './outOfMemory.ts';
import type { RaceStarters } from './raceStarters.ts';

export interface GpuTaskSurroundings {
  readonly threads: Pick<RaceStarters, 'worker' | 'helper' | 'cores'>;
  readonly link: GpuLink;
  readonly log: Log;
}

export interface GpuTaskOptions {
  /** Called as often as there is news. */
  readonly onProgress?: (progress: GpuTaskProgress) => void;
  /** Ends it early, whatever it is at. */
  readonly signal?: AbortSignal;
}

/**
 * Does a task, and gives what it gives. The thread ends with it, and the device lets go of what it had there.
 * @throws {Error} if the task fails, or its thread ends; the signal's reason if it was ended early.
 */
export function runGpuTask<Name extends GpuTaskName>(
  { threads, link, log }: GpuTaskSurroundings,
  task: Name,
  input: GpuTaskInput<Name>,
  { onProgress, signal }: GpuTaskOptions = {},
): Promise<GpuTaskOutput<Name>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const name = `${task}/${crypto.randomUUID()}`;
    const call: GpuTaskCall = { task, input, name, threads: threads.cores };
    const worker = threads.worker(call);
    const relay = new GpuRelay(link, (reply, buffers) => worker.postMessage(reply, [...buffers]));
    const helpers = new HelperPool(threads.helper, log);
    const abort = () => {
      reject(signal?.reason);
      void worker.terminate();
    };
    worker.on('message', (message: FromGpuTask) => {
      if (message.type === 'gpu') void relay.receive(message);
      else if (message.type === 'help') helpers.start(worker, message.input);
      else if (message.type === 'progress') onProgress?.(message.progress);
      // Both ends are built from one source: the output is the task's.
      else if (message.type === 'done') resolve(message.output as GpuTaskOutput<Name>);
      else reject(new Error(message.message));
    });
    worker.on('error', (error) => reject(new Error(failureOf(error))));
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      helpers.end(worker);
      relay.end();
      reject(new Error(`the thread of the task ${task} ended with code ${code}`));
    });
    signal?.addEventListener('abort', abort);
  });
}
