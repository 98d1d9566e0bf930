/** What is the same for all parameters, for each step of a request: computed in double precision, before it is asked. */
import { plan } from '../../rule/plan/plan.ts';
import { compileUniformTables } from '../../rule/run/uniforms.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import { layoutOf, stagesOf } from '../../rule/targets/wgsl/layout.ts';
import type { HyperparametersAt } from '../hyperparameters.ts';

/**
 * A row for each of the steps that follow `stepsDone`.
 * @param scalars Those of the rule before these steps; given their values after them.
 */
export type UniformRows = (
  scalars: Float64Array,
  stepsDone: number,
  steps: number,
) => Float32Array<ArrayBuffer>;

/** @param rowLength Numbers of a row: the uniforms as `targets/wgsl` has them, and zeros. */
export function compileUniformRows(
  rule: ResolvedRule,
  hyperparametersAt: HyperparametersAt,
  rowLength: number,
): UniformRows {
  const planned = plan(rule, { reciprocals: true });
  const { updateOffset } = layoutOf(planned);
  const stages = stagesOf(planned).map((stage) => ({ stage, width: rowLength }));
  const write = compileUniformTables(rule, stages);
  return (scalars, stepsDone, steps) => {
    const rows = new Float32Array(steps * rowLength);
    const ofUpdate = rows.subarray(updateOffset);
    write(hyperparametersAt, scalars, stepsDone, steps, planned.lookAhead ? [rows, ofUpdate] : [ofUpdate]);
    return rows;
  };
}
