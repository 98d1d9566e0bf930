/** A plan for a device of these tests: in place of kernels it has what to compute, as text. */
import type { PlanNetwork } from '../../../../core/engine/gpu/gpuEngine.ts';
import type { GpuPlan } from '../../../../core/engine/gpu/gpuPlan.ts';
import { createMlp } from '../../../../core/problems/models/mlp.ts';
import { plan } from '../../../../core/rule/plan/plan.ts';
import { rangesOf } from '../../../../core/rule/run/kernel.ts';
import { layoutOf } from '../../../../core/rule/targets/wgsl/layout.ts';

export type NetworkToPlan = Parameters<PlanNetwork>[0];

export const planNetwork: PlanNetwork = (network) => {
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

export function networkOf({ kernels }: GpuPlan): NetworkToPlan {
  return JSON.parse(kernels[0]?.source ?? '') as NetworkToPlan;
}
