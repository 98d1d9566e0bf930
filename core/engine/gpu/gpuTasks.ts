/** The table of tasks that a thread does with a way to a device: one line each. */
import { calibrate } from './auto/calibrate.ts';
import { selfTest } from './selfTest/selfTest.ts';

export const gpuTasks = { selfTest, calibrate };

type GpuTasks = typeof gpuTasks;
type Outputs = { readonly [Name in keyof GpuTasks]: Awaited<ReturnType<GpuTasks[Name]>> };

export type GpuTaskName = keyof GpuTasks;
export type GpuTaskInput<Name extends GpuTaskName> = Parameters<GpuTasks[Name]>[0];
export type GpuTaskOutput<Name extends GpuTaskName> = Outputs[Name];
