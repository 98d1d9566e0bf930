/** Work on a device that is no race: what it is given, wherever it is done. */
import type { Kernels } from '../cpu/network/kernelBytes.ts';
import type { Threads } from '../cpu/network/networkTrainer.ts';
import type { DeviceAccessOptions } from './deviceAccess.ts';

export interface GpuTaskProgress {
  /** How much of it is done, 0 to 1. */
  readonly share: number;
  /** What is being done, for people: `Adam`. */
  readonly doing: string;
}

/** What a task finds in its thread. */
export interface GpuTools extends DeviceAccessOptions {
  /** Begins the names of its runs on the device; no other thread has had it. */
  readonly name: string;
  /** Of the CPU's engine in single precision; or why there are none, as a clause. */
  readonly kernels: Kernels | string;
  /** Others that may help that engine. */
  readonly threads: Threads;
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
  readonly report: (progress: GpuTaskProgress) => void;
}

/** What is given and what it gives are plain data: both go from thread to thread. */
export type GpuTask<Input, Output> = (input: Input, tools: GpuTools) => Promise<Output>;
