/** What a thread does that has a task with a way to a device. */
import type { GpuTask, GpuTools } from '../../core/engine/gpu/gpuTask.ts';
import { gpuTasks } from '../../core/engine/gpu/gpuTasks.ts';
import type { Machine, ThreadPort } from '../machine.ts';
import type { GpuReply } from './gpuMessages.ts';
import type { FromGpuTask, GpuTaskCall } from './gpuTaskMessages.ts';
import { failureOf } from './outOfMemory.ts';
import { PortLink } from './portLink.ts';

export async function doGpuTask(
  port: ThreadPort,
  { task, input, name, threads }: GpuTaskCall,
  machine: Machine,
): Promise<void> {
  const post = (message: FromGpuTask, buffers: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, buffers);
  const link = new PortLink(post);
  port.onMessage((reply: GpuReply) => link.receive(reply));
  try {
    const tools: GpuTools = {
      link,
      name,
      wait: (milliseconds) => machine.wait(milliseconds),
      kernels: await machine.kernels(),
      threads: { count: threads, start: (help) => post({ type: 'help', input: help }) },
      now: () => performance.now(),
      report: (progress) => post({ type: 'progress', progress }),
    };
    const work: GpuTask<never, unknown> = gpuTasks[task];
    post({ type: 'done', output: await work(input as never, tools) });
  } catch (error) {
    post({ type: 'failed', message: failureOf(error) });
  }
  port.close();
}
