import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { interpret } from '../../../core/rule/run/interpreter.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel } from '../../../core/rule/run/kernel.ts';
import type { HyperparameterValues, ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { everySetting } from './everySetting.ts';
import { pythonRules } from './pythonRules.ts';
import { randomLines } from './randomRules.ts';
import { resolved } from './ruleText.ts';
import { defaultsOf, ruleOf } from './wasmRules.ts';

const tensors = [3, 1, 4];
const start = Float64Array.of(0.3, -2, 0, 1e-3, 5, -0.7, 1.1, 0);

/** Parameters and state after a few steps, in which every gradient depends on the point where it is taken. */
function walk(kernel: Kernel, hyperparameters: HyperparameterValues): readonly (readonly number[])[] {
  const parameters = start.slice();
  const state = kernel.createState(parameters, hyperparameters);
  return [1, 2, 3, 4, 5, 6, 7].map((step) => {
    const gradientAt = (p: Float64Array) => p.map((x, i) => x ** 3 - x + Math.sin(step * (i + 1)));
    let gradient = gradientAt(parameters);
    if (kernel.lookAhead) {
      const ahead = new Float64Array(parameters.length);
      kernel.lookAhead(parameters, gradient, state, hyperparameters, step, ahead);
      gradient = gradientAt(ahead);
    }
    kernel.update(parameters, gradient, state, hyperparameters, step);
    return [...parameters, ...state.tensors.flatMap((tensor) => [...tensor]), ...state.scalars];
  });
}

function expectSameWalk(rule: ResolvedRule, hyperparameters = defaultsOf(rule)): void {
  const [own, compiled] = [interpret(rule, tensors), compileFloat64(rule, tensors)];
  expect(own.needsGradientFirst).toBe(compiled.needsGradientFirst);
  expect(walk(own, hyperparameters)).toEqual(walk(compiled, hyperparameters));
}

describe('computes the same bits as the compiled kernel', () => {
  const settings = optimizers.flatMap(({ id, rule }) => everySetting(id, rule));
  test.each(settings)('$title', ({ rule, hyperparameters }) => expectSameWalk(rule, hyperparameters));

  test.each(Object.entries(pythonRules))('%s', (_, text) => expectSameWalk(resolved(text)));

  test('random rules', () => {
    fc.assert(
      fc.property(randomLines({ reduced: true }), (lines) => expectSameWalk(ruleOf(...lines))),
      { numRuns: 200 },
    );
  });
});

test('all parameters are one tensor by default', () => {
  const rule = resolved(pythonRules['an if about tensors'] ?? '');
  const [own, compiled] = [interpret(rule), compileFloat64(rule)];
  expect(walk(own, defaultsOf(rule))).toEqual(walk(compiled, defaultsOf(rule)));
  expect(walk(own, defaultsOf(rule))).not.toEqual(walk(interpret(rule, tensors), defaultsOf(rule)));
});

test('looks ahead only where the rule does', () => {
  expect(interpret(ruleOf('update', '  p -= lr * g')).lookAhead).toBeUndefined();
});
