/** What a kernel of any target needs to know about a step before it starts, computed in JavaScript. */

import type { Stage } from '../plan/stage.ts';
import type { HyperparameterValues, ResolvedRule } from '../syntax/rule.ts';
import { perStepLines, withHelpers } from '../targets/javascript/javascript.ts';
import { createOneMinusPower } from './oneMinusPower.ts';

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

/**
 * Computes the uniforms of `steps` steps from the one after `stepsDone` on, for several stages, each with a table of its own
 * that has a row for each step. Scalars go from step to step.
 */
export type WriteUniformTables = (
  hyperparametersAt: (stepsDone: number) => HyperparameterValues,
  scalars: Float64Array,
  stepsDone: number,
  steps: number,
  tables: readonly Float32Array[],
) => void;

/** Safe for rules from anywhere: see the JavaScript target. */
export function compileUniforms(rule: ResolvedRule, stage: Stage): WriteUniforms {
  return compile('hyperparameters, scalars, step, uniforms', [
    'const state = { scalars };',
    'const first = 0;',
    ...stageLines(rule, stage),
  ]) as WriteUniforms;
}

/**
 * The loop over steps is compiled with the rule: one that calls what is compiled for many rules takes 10 ns longer a step.
 * @param stages In the order of a step, with the numbers in a row of their tables.
 */
export function compileUniformTables(
  rule: ResolvedRule,
  stages: readonly { readonly stage: Stage; readonly width: number }[],
): WriteUniformTables {
  return compile('hyperparametersAt, scalars, stepsDone, steps, tables', [
    'const state = { scalars };',
    ...stages.map((_, table) => `const table${table} = tables[${table}];`),
    'for (let row = 0; row < steps; row++) {',
    'const hyperparameters = hyperparametersAt(stepsDone + row);',
    'const step = stepsDone + row + 1;',
    ...stages.flatMap(({ stage, width }, table) => [
      `{ const uniforms = table${table}, first = ${width} * row;`,
      ...stageLines(rule, stage),
      '}',
    ]),
    '}',
  ]) as WriteUniformTables;
}

/** Writes a stage's uniforms from index `first` on. */
function stageLines(rule: ResolvedRule, stage: Stage): readonly string[] {
  return [
    ...perStepLines(rule, stage),
    ...stage.uniforms.map((name, index) => `uniforms[first + ${index}] = $${name};`),
  ];
}

function compile(parameters: string, lines: readonly string[]): unknown {
  const source = `return (${parameters}) => {\n${lines.join('\n')}\n};`;
  return new Function('oneMinusPower', withHelpers(source))(createOneMinusPower());
}
