/** A surface and an optimizer -> what a device is to do. */
import { parseSurface } from '../../problems/surfaces/typed/parseSurface.ts';
import { plan } from '../../rule/plan/plan.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import { wgslKernel } from '../../rule/targets/wgsl/wgsl.ts';
import type { GpuPlan } from './gpuPlan.ts';
import { coordinates, surfaceStepsKernel, surfacesPerWorkgroup } from './kernels/surfaceSteps.ts';

export interface SurfacePlanOptions {
  /** The formula in x and y, as people type it. */
  readonly text: string;
  readonly rule: ResolvedRule;
}

/**
 * All steps in one kernel: runs that differ in numbers alone have the same.
 * @throws {SurfaceError} if the formula is wrong.
 */
export function planSurface({ text, rule }: SurfacePlanOptions): GpuPlan {
  const kernel = wgslKernel(plan(rule, { reciprocals: true }));
  const stride = coordinates * kernel.tensors;
  return {
    ...{ parameters: coordinates, tensors: kernel.tensors, kept: 1 + rule.state.length },
    ...{ exampleLength: 0, rowLength: kernel.rowLength, batchSize: 0, workspace: 0, rowsPerEvaluation: 0 },
    ranges: [[0, coordinates]],
    kernels: [surfaceStepsKernel({ surface: parseSurface(text), rule: kernel, stride })],
    together: { kernel: 0, runsPerWorkgroup: surfacesPerWorkgroup, stride, workspace: 0, coordinates },
    ...{ measure: [], advance: [], evaluate: [] },
  };
}
