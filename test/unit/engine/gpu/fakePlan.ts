/** A plan for a device of these tests: in place of kernels it has what to compute, as text. */
import type { Planners } from '../../../../core/engine/gpu/gpuEngine.ts';
import type { GpuPlan } from '../../../../core/engine/gpu/gpuPlan.ts';
import { createMlp } from '../../../../core/problems/models/mlp.ts';
import { plan } from '../../../../core/rule/plan/plan.ts';
import { rangesOf } from '../../../../core/rule/run/kernel.ts';
import { layoutOf } from '../../../../core/rule/targets/wgsl/layout.ts';

export type NetworkToPlan = Parameters<Planners['planNetwork']>[0];
export type SurfaceToPlan = Parameters<Planners['planSurface']>[0];

const planNetwork = (network: NetworkToPlan): GpuPlan => {
  const { widths, loss, batchSize, rule } = network;
  const { tensors } = createMlp(widths, { loss });
  const layout = layoutOf(plan(rule, { reciprocals: true }));
  return {
    parameters: tensors.reduce((sum, length) => sum + length, 0),
    tensors: layout.tensors,
    exampleLength: (widths[0] ?? 0) + (loss === 'cross_entropy' ? 1 : (widths.at(-1) ?? 0)),
    rowLength: 64 * Math.ceil((layout.globalNormAt + 1) / 64),
    batchSize,
    kept: 1 + rule.state.length,
    workspace: 1,
    rowsPerEvaluation: 100,
    ranges: rangesOf(tensors),
    kernels: [{ name: 'all', source: JSON.stringify(network), entryPoint: 'all', bindings: [] }],
    ...{ together: null, measure: [], advance: [], evaluate: [] },
  };
};

const planSurface = (surface: SurfaceToPlan): GpuPlan => {
  const { rule } = surface;
  const layout = layoutOf(plan(rule, { reciprocals: true }));
  return {
    ...{ parameters: 2, tensors: layout.tensors, kept: 1 + rule.state.length, exampleLength: 0 },
    ...{ rowLength: layout.globalNormAt + 1, batchSize: 0, workspace: 0, rowsPerEvaluation: 0 },
    ranges: [[0, 2]],
    kernels: [{ name: 'all', source: JSON.stringify(surface), entryPoint: 'all', bindings: [] }],
    together: { kernel: 0, runsPerWorkgroup: 64, stride: 2 * layout.tensors, workspace: 0, coordinates: 2 },
    ...{ measure: [], advance: [], evaluate: [] },
  };
};

export const planners: Planners = { planNetwork, planSurface };

export function problemOf({ kernels }: GpuPlan): NetworkToPlan | SurfaceToPlan {
  return JSON.parse(kernels[0]?.source ?? '') as NetworkToPlan | SurfaceToPlan;
}
