/** What a task's thread is given and says. Both ends are built from one source, so types suffice. */
import type { HelperInput } from '../../core/engine/cpu/network/helpTrainer.ts';
import type { GpuTaskProgress } from '../../core/engine/gpu/gpuTask.ts';
import type { GpuTaskName } from '../../core/engine/gpu/gpuTasks.ts';
import type { GpuQuestion } from './gpuMessages.ts';

export interface GpuTaskCall {
  readonly task: GpuTaskName;
  readonly input: unknown;
  /** Begins the names of its runs on the device; no other thread has had it. */
  readonly name: string;
  /** How many threads may compute on the CPU, its own included. */
  readonly threads: number;
}

export type FromGpuTask =
  | GpuQuestion
  /** The CPU's engine can use another thread. */
  | { readonly type: 'help'; readonly input: HelperInput }
  | { readonly type: 'progress'; readonly progress: GpuTaskProgress }
  | { readonly type: 'done'; readonly output: unknown }
  /** `message`: for people. */
  | { readonly type: 'failed'; readonly message: string };
