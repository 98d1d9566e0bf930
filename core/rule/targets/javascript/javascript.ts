/**
 * A rule as JavaScript: the frame that both precisions share. What is known once a step is computed in float64 in both.
 *
 * Names of the rule get a `$`, which no rule can write, so that they can't reach a name of JavaScript; numbers are
 * printed anew from their doubles. Nothing else of the rule's text gets into the source.
 */
import type { Plan } from '../../plan/plan.ts';
import type { Pass, Reduction, Slot, Stage } from '../../plan/stage.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import type { Expression } from '../../syntax/tree.ts';
import { namesIn } from '../../syntax/walk.ts';
import { printFloat64 } from './expression.ts';

/** How a precision prints what is computed for each element or tensor. */
export interface Precision {
  /** @param uniforms Names whose float64 values are to be rounded first, where the precision is lower. */
  print(expression: Expression, uniforms: ReadonlySet<string>): string;
  /** Lines that make values of this precision from the float64 values of the uniforms. */
  roundUniforms(uniforms: readonly string[]): readonly string[];
  /** A float64 value, rounded to this precision. */
  round(value: string): string;
}

/** What JavaScript lacks; a source has those that it calls. */
const helpers = {
  // NumPy and PyTorch square by multiplication; Math.pow may round differently.
  square: 'const square = (x) => x * x;',
  clip: 'const clip = (x, low, high) => Math.min(Math.max(x, low), high);',
};

/** A strict function body with the helpers that it calls. */
export function withHelpers(source: string): string {
  const called = Object.entries(helpers).filter(([name]) => source.includes(`${name}(`));
  return ["'use strict';", ...called.map(([, helper]) => helper), source].join('\n');
}

/**
 * The body of a function of `tensors`, `scratch` and `oneMinusPower` that returns a kernel's `update` and, where the rule
 * looks ahead, its `lookAhead`. `tensors(size)` gives [start, end] of each tensor, `scratch(index, size)` a vector to use
 * within a step; for `oneMinusPower` see the file of that name.
 * @param byTensor Whether it goes through the tensors one by one even where a rule needs no such thing.
 */
export function javascriptSource(
  { rule, lookAhead, update }: Plan,
  precision: Precision,
  byTensor = false,
): string {
  const ahead = lookAhead && {
    head: 'function lookAhead(parameters, gradient, state, hyperparameters, step, ahead) {',
    stage: lookAhead,
  };
  const main = {
    head: 'function update(parameters, gradient, state, hyperparameters, step) {',
    stage: update,
  };
  const functions = [...(ahead ? [ahead] : []), main].flatMap(({ head, stage }) => [
    head,
    ...indent([...perStepLines(rule, stage), ...stageLines(stage, precision, byTensor)]),
    '}',
  ]);
  return withHelpers([...functions, `return { ${ahead ? 'lookAhead, ' : ''}update };`].join('\n'));
}

/** Lines that compute what is known once a step, from `hyperparameters`, `state` and `step`. */
export function perStepLines(rule: ResolvedRule, { perStep, scalars, uniforms }: Stage): readonly string[] {
  const read = new Set([
    ...perStep.flatMap(({ value }) => namesIn(value)).map(({ name }) => name),
    ...uniforms,
  ]);
  const hyperparameters = rule.hyperparameters.filter(({ name }) => read.has(name));
  const before = [...rule.scalars.entries()].filter(([, { name }]) => read.has(name));
  return [
    ...hyperparameters.map(({ name }) => `const $${name} = hyperparameters.${name};`),
    ...(read.has('t') ? ['const $t = step;'] : []),
    ...before.map(([index, { name }]) => `const $${name} = state.scalars[${index}];`),
    ...perStep.map(({ target, value }) => `const $${target} = ${printFloat64(value)};`),
    ...scalars.map(({ index, name }) => `state.scalars[${index}] = $${name};`),
  ];
}

function stageLines(
  { uniforms, globalNorm, passes, scratch }: Stage,
  precision: Precision,
  byTensor: boolean,
): readonly string[] {
  const slots = passes.flatMap(({ loads, stores }) => [...loads, ...stores]).map(({ slot }) => slot);
  const states = new Set(slots.flatMap(({ kind, index }) => (kind === 'state' ? [index] : [])));
  const isGathered = byTensor || passes.some(({ reductions }) => reductions.length > 0);
  const passLines = passes.flatMap((pass) => printPass(pass, new Set(uniforms), precision, isGathered));
  return [
    ...precision.roundUniforms(uniforms),
    ...[...states].sort().map((index) => `const state${index} = state.tensors[${index}];`),
    ...Array.from({ length: scratch }, (_, i) => `const scratch${i} = scratch(${i}, parameters.length);`),
    ...(globalNorm === null ? [] : globalNormLines(globalNorm, precision)),
    ...(isGathered
      ? ['for (const [start, end] of tensors(parameters.length)) {', ...indent(passLines), '}']
      : passLines),
  ];
}

function globalNormLines(name: string, precision: Precision): readonly string[] {
  return [
    'let squares = 0;',
    'for (let i = 0; i < gradient.length; i++) squares += gradient[i] * gradient[i];',
    `const $${name} = ${precision.round('Math.sqrt(squares)')};`,
  ];
}

function printPass(
  { perTensor, loads, elements, stores, reductions }: Pass,
  uniforms: ReadonlySet<string>,
  precision: Precision,
  isGathered: boolean,
): readonly string[] {
  const print = (expression: Expression) => precision.print(expression, uniforms);
  const range = isGathered ? 'let i = start; i < end; i++' : 'let i = 0; i < parameters.length; i++';
  return [
    ...perTensor.map(({ target, value }) => `const $${target} = ${print(value)};`),
    ...reductions.map(({ name }) => `let sum$${name} = 0;`),
    `for (${range}) {`,
    ...indent([
      ...loads.map(({ name, slot }) => `const $${name} = ${arrayOf(slot)}[i];`),
      ...elements.map(({ target, value }) => `const $${target} = ${print(value)};`),
      ...stores.map(({ name, slot }) => `${arrayOf(slot)}[i] = $${name};`),
      ...reductions.map((reduction) => `sum$${reduction.name} += ${summand(reduction, print)};`),
    ]),
    '}',
    ...reductions.map((reduction) => `const $${reduction.name} = ${precision.round(resultOf(reduction))};`),
  ];
}

function summand(reduction: Reduction, print: (expression: Expression) => string): string {
  return reduction.function === 'norm' ? `square(${print(reduction.operand)})` : print(reduction.operand);
}

function resultOf({ name, function: kind }: Reduction): string {
  const results = { norm: `Math.sqrt(sum$${name})`, sum: `sum$${name}`, mean: `sum$${name} / (end - start)` };
  return results[kind];
}

function arrayOf({ kind, index }: Slot): string {
  return kind === 'state' || kind === 'scratch' ? `${kind}${index}` : kind;
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
