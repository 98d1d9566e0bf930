/** What a kernel of any target needs to know about a step before it starts, computed in JavaScript. */
import { createOneMinusPower } from './oneMinusPower.ts';
import type { Stage } from './plan.ts';
import type { HyperparameterValues, ResolvedRule } from './rule.ts';
import { perStepLines, withHelpers } from './targets/javascript.ts';

/**
 * Computes a step's uniforms in float64 and writes them into `uniforms`, in the order of the stage's; gives the scalars
 * their values after the step.
 * @param scalars One number for each scalar of the rule, in its order.
 * @param step 1 for the first step.
 */
export type WriteUniforms = (
  hyperparameters: HyperparameterValues,
  scalars: Float64Array,
  step: number,
  uniforms: Float32Array | Float64Array,
) => void;

/** Safe for rules from anywhere: see the JavaScript target. */
export function compileUniforms(rule: ResolvedRule, stage: Stage): WriteUniforms {
  const lines = [
    'const state = { scalars };',
    ...perStepLines(rule, stage),
    ...stage.uniforms.map((name, index) => `uniforms[${index}] = $${name};`),
  ];
  const source = `return (hyperparameters, scalars, step, uniforms) => {\n${lines.join('\n')}\n};`;
  return new Function('oneMinusPower', withHelpers(source))(createOneMinusPower()) as WriteUniforms;
}
