import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { interpret } from '../../../core/rule/run/interpreter.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel } from '../../../core/rule/run/kernel.ts';
import { RuleError } from '../../../core/rule/syntax/errors.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { declaredRule, resolved } from './ruleText.ts';

const tensors = [2, 1, 3];

/** Everything that a kernel leaves behind after each of three steps. */
function stepsOf(kernel: Kernel, hyperparameters: Readonly<Record<string, number>>): unknown {
  const parameters = Float64Array.of(1, -2, 0.5, 3, -0.25, 0);
  const state = kernel.createState(parameters, hyperparameters);
  return [1, 2, 3].map((step) => {
    let gradient = parameters.map((p, i) => (i - 2) * p + 0.5);
    if (kernel.lookAhead) {
      const at = new Float64Array(parameters.length);
      kernel.lookAhead(parameters, gradient, state, hyperparameters, step, at);
      gradient = at.map((p, i) => (i - 2) * p + 0.5);
    }
    kernel.update(parameters, gradient, state, hyperparameters, step);
    return [parameters, ...state.tensors, state.scalars].map((values) => [...values]);
  });
}

/** The interpreter goes through the lines as they are written, tensor by tensor; it knows no plan. */
function expectSameSteps(rule: ResolvedRule): void {
  const hyperparameters = Object.fromEntries(rule.hyperparameters.map((each) => [each.name, each.default]));
  expect(stepsOf(compileFloat64(rule, tensors), hyperparameters)).toEqual(
    stepsOf(interpret(rule, tensors), hyperparameters),
  );
}

test.each(optimizers)('the kernel of $id does what its lines say, bit for bit', ({ rule }) => {
  expectSameSteps(resolve(rule));
});

const names = ['p', 'g', 'm', 'v', 'x', 'c', 'a', 't', '2', '0.5'];
const operand = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('norm(p)', 'sum(m)', 'mean(v - g)', 'norm(x * 2)', 'abs(g)', 'sign(m)'),
  },
);
const expression = fc.oneof(
  operand,
  fc.tuple(operand, fc.constantFrom('+', '-', '*', '/'), operand).map((parts) => parts.join(' ')),
  fc.tuple(operand, operand, operand).map(([a, b, c]) => `where(${a} > ${b}, ${c}, ${a})`),
);
const condition = fc.oneof(
  fc.tuple(operand, fc.constantFrom('<', '>=', '!='), operand).map((parts) => parts.join(' ')),
  fc.tuple(operand, operand).map(([a, b]) => `${a} > 0 and not ${b} > 1`),
  fc.constantFrom('t == 2', 'a > 1', 'c < 3'),
);
const assignment = fc
  .tuple(fc.constantFrom('p', 'g', 'm', 'v', 'x'), fc.constantFrom('=', '+=', '*='), expression)
  .map((parts) => [parts.join(' ')]);
const scalarLine = fc.constantFrom<string[]>(['c = c * 2 - t'], ['c += a']);
const block: fc.Arbitrary<string[]> = fc.letrec<{ lines: string[] }>((tie) => ({
  lines: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    assignment,
    scalarLine,
    fc.tuple(tie('lines'), tie('lines')).map(([a, b]) => [...a, ...b]),
    fc
      .tuple(condition, assignment, tie('lines'))
      .map(([test, a, b]) => [`if ${test}`, ...indent(a), 'else', ...indent(b.filter(isNoScalar))]),
    fc
      .tuple(condition, tie('lines'))
      .map(([test, a]) => [`if ${test}`, ...indent(['m = m'], a.filter(isNoScalar))]),
  ),
})).lines;

/** Some random lines make no rule: a reduction is not taken below a condition that differs between elements. */
function ruleOrNull(text: string): ResolvedRule | null {
  try {
    return resolved(text);
  } catch (error) {
    if (error instanceof RuleError) return null;
    throw error;
  }
}

function indent(...blocks: readonly (readonly string[])[]): string[] {
  return blocks.flat().map((line) => `  ${line}`);
}

/** A scalar may change only under conditions that are known before the step. */
function isNoScalar(line: string): boolean {
  return !/^\s*c /.test(line);
}

test('the kernel of any rule does what its lines say, bit for bit', () => {
  fc.assert(
    fc.property(block, block, (first, second) => {
      const lines = ['x = g - m', ...first, ...second, 'p = p - 0.1 * x'];
      const declarations = ['a = 1.5 in [0, 2]', 'state m, v = p', 'scalar c = a'];
      const rule = ruleOrNull(declaredRule(declarations, lines));
      fc.pre(rule !== null);
      if (rule) expectSameSteps(rule);
    }),
    { numRuns: 1500 },
  );
});
