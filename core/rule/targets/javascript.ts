/**
 * A rule as JavaScript in float64.
 *
 * Names of the rule get a `$`, which no rule can write, so that they can't reach a name of JavaScript; numbers are
 * printed anew from their doubles. Nothing else of the rule's text gets into the source.
 */
import { hoist } from '../hoist.ts';
import type { Rule } from '../rule.ts';
import { type Assignment, type Expression, type FunctionName, namesIn } from '../tree.ts';

const functions: Readonly<Record<FunctionName, string>> = {
  abs: 'Math.abs',
  clip: 'clip',
  exp: 'Math.exp',
  log: 'Math.log',
  max: 'Math.max',
  min: 'Math.min',
  sign: 'Math.sign',
  sqrt: 'Math.sqrt',
  tanh: 'Math.tanh',
};

/** What JavaScript lacks; a source has those that it calls. */
const helpers = {
  // NumPy and PyTorch square by multiplication; Math.pow may round differently.
  square: 'const square = (x) => x * x;',
  clip: 'const clip = (x, low, high) => Math.min(Math.max(x, low), high);',
};

/** The body of a function that returns a kernel's `update` and, where the rule looks ahead, its `lookAhead`. */
export function javascriptSource(rule: Rule): string {
  const { lookAhead, assignments } = rule.program;
  const stateArrays: Arrays = rule.state.map((name, index) => [name, `state${index}`]);
  const update = javascriptLoop(rule, {
    head: 'update(parameters, gradient, state, hyperparameters, step)',
    assignments,
    from: [['p', 'parameters'], ['g', 'gradient'], ...stateArrays],
    to: [['p', 'parameters'], ...stateArrays],
  });
  if (!lookAhead) return withHelpers(`${update}\nreturn { update };`);
  const ahead = javascriptLoop(rule, {
    head: 'lookAhead(parameters, state, hyperparameters, step, at)',
    // `at` is a word of the rule language, so no name of the rule is in its way.
    assignments: [{ ...lookAhead, target: 'at' }],
    from: [['p', 'parameters'], ...stateArrays],
    to: [['at', 'at']],
  });
  return withHelpers(`${ahead}\n${update}\nreturn { update, lookAhead };`);
}

function withHelpers(source: string): string {
  const called = Object.entries(helpers).filter(([name]) => source.includes(`${name}(`));
  return ["'use strict';", ...called.map(([, helper]) => helper), source].join('\n');
}

/** Names of the rule, each with the array that has its value for every parameter. */
type Arrays = readonly (readonly [name: string, array: string])[];

interface Loop {
  readonly head: string;
  readonly assignments: readonly Assignment[];
  /** Read before the assignments, and written after them. */
  readonly from: Arrays;
  readonly to: Arrays;
}

function javascriptLoop(rule: Rule, { head, assignments, from, to }: Loop): string {
  const { perStep, perParameter } = hoist(rule, assignments);
  const read = new Set(
    [...perStep, ...perParameter].flatMap(({ value }) => namesIn(value)).map(({ name }) => name),
  );
  const assigned = new Set(perParameter.map(({ target }) => target));
  const loads = from.filter(([name]) => read.has(name));
  const stores = to.filter(([name]) => assigned.has(name));
  const hyperparameters = rule.hyperparameters.filter(({ name }) => read.has(name));
  const state = [...rule.state.entries()].filter(([, name]) => read.has(name) || assigned.has(name));
  const declared = new Set(loads.map(([name]) => name));
  const declare = (name: string) => {
    const isNew = !declared.has(name);
    declared.add(name);
    return isNew ? `let $${name}` : `$${name}`;
  };
  return [
    `function ${head} {`,
    ...hyperparameters.map(({ name }) => `  const $${name} = hyperparameters.${name};`),
    ...(read.has('t') ? ['  const $t = step;'] : []),
    ...perStep.map(({ target, value }) => `  const $${target} = ${print(value)};`),
    ...state.map(([index]) => `  const state${index} = state[${index}];`),
    '  for (let i = 0; i < parameters.length; i++) {',
    ...loads.map(([name, array]) => `    let $${name} = ${array}[i];`),
    ...perParameter.map(({ target, value }) => `    ${declare(target)} = ${print(value)};`),
    ...stores.map(([name, array]) => `    ${array}[i] = $${name};`),
    '  }',
    '}',
  ].join('\n');
}

/** How tightly an expression holds together; one that holds less tightly than its place asks for gets parentheses. */
const tightness = { '+': 1, '-': 1, '*': 2, '/': 2, negate: 3, atom: 4 };

function tightnessOf(expression: Expression): number {
  if (expression.kind === 'negate') return tightness.negate;
  if (expression.kind === 'binary' && expression.operator !== '**') return tightness[expression.operator];
  return tightness.atom;
}

function printWithin(expression: Expression, least: number): string {
  return tightnessOf(expression) < least ? `(${print(expression)})` : print(expression);
}

function print(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'name':
      return `$${expression.name}`;
    case 'negate':
      return `-${printWithin(expression.operand, tightness.atom)}`;
    case 'call':
      return `${functions[expression.function]}(${expression.arguments.map(print).join(', ')})`;
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '**') return printPower(left, right);
      const own = tightness[operator];
      return `${printWithin(left, own)} ${operator} ${printWithin(right, own + 1)}`;
    }
  }
}

function printPower(base: Expression, exponent: Expression): string {
  if (exponent.kind === 'number' && exponent.value === 2) return `square(${print(base)})`;
  return `Math.pow(${print(base)}, ${print(exponent)})`;
}
