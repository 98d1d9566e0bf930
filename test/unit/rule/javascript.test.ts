import { expect, test } from 'vitest';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { plan } from '../../../core/rule/plan/plan.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { float64Source } from '../../../core/rule/targets/javascript/float64.ts';
import { evaluate, ruleText } from './ruleText.ts';

function sourceOf(id: string, settings: Settings = {}): string {
  const optimizer = findOptimizer(id);
  return optimizer ? float64Source(plan(resolve(optimizer.rule, settings))) : '';
}

const ruleOf = (text: string, settings: Settings = {}) => resolve(parseRule(text), settings);
const textOf = (text: string) => float64Source(plan(ruleOf(text)));

test('Adam as JavaScript', () => {
  expect(sourceOf('adam', { weight_decay: 0 })).toMatchInlineSnapshot(`
    "'use strict';
    const square = (x) => x * x;
    function update(parameters, gradient, state, hyperparameters, step) {
      const $lr = hyperparameters.lr;
      const $beta1 = hyperparameters.beta1;
      const $beta2 = hyperparameters.beta2;
      const $eps = hyperparameters.eps;
      const $t = step;
      const $u = 1 - $beta1;
      const $u2 = 1 - $beta2;
      const $u3 = oneMinusPower($beta1, $t);
      const $u4 = oneMinusPower($beta2, $t);
      const state0 = state.tensors[0];
      const state1 = state.tensors[1];
      for (let i = 0; i < parameters.length; i++) {
        const $m = state0[i];
        const $g = gradient[i];
        const $v = state1[i];
        const $p = parameters[i];
        const $m2 = $beta1 * $m + $u * $g;
        const $v2 = $beta2 * $v + $u2 * square($g);
        const $m_hat = $m2 / $u3;
        const $v_hat = $v2 / $u4;
        const $p2 = $p - $lr * $m_hat / (Math.sqrt($v_hat) + $eps);
        parameters[i] = $p2;
        state0[i] = $m2;
        state1[i] = $v2;
      }
    }
    return { update };"
  `);
});

test('Nesterov as JavaScript', () => {
  expect(sourceOf('nesterov', { form: 'tutorial' })).toMatchInlineSnapshot(`
    "'use strict';
    function lookAhead(parameters, gradient, state, hyperparameters, step, ahead) {
      const $momentum = hyperparameters.momentum;
      const state0 = state.tensors[0];
      for (let i = 0; i < parameters.length; i++) {
        const $p = parameters[i];
        const $v = state0[i];
        const $at = $p + $momentum * $v;
        ahead[i] = $at;
      }
    }
    function update(parameters, gradient, state, hyperparameters, step) {
      const $lr = hyperparameters.lr;
      const $momentum = hyperparameters.momentum;
      const state0 = state.tensors[0];
      for (let i = 0; i < parameters.length; i++) {
        const $v = state0[i];
        const $g = gradient[i];
        const $p = parameters[i];
        const $v2 = $momentum * $v - $lr * $g;
        const $p2 = $p + $v2;
        parameters[i] = $p2;
        state0[i] = $v2;
      }
    }
    return { lookAhead, update };"
  `);
});

test('has the helpers that it calls, and no other', () => {
  expect(textOf(ruleText('p = p - g'))).not.toMatch(/clip|square/);
  expect(textOf(ruleText('p = p - clip(g, -1, 1)'))).toMatch(/^const clip = /m);
});

test('names of JavaScript are only names in a rule', () => {
  const text = ruleText('process = g', 'constructor = process', 'return = constructor', 'p = p - return');
  const kernel = compileFloat64(ruleOf(text));
  const parameters = Float64Array.of(3);
  kernel.update(parameters, Float64Array.of(1), kernel.createState(parameters, { a: 2 }), { a: 2 }, 1);
  expect(parameters).toEqual(Float64Array.of(2));
});

test('a value that is never read may be assigned', () => {
  expect(evaluate('g')).toBe(5);
});

test('state is zero before the first step, one tensor for each name', () => {
  const kernel = compileFloat64(ruleOf('name "Two"\nstate m, v\nupdate\n  m = g\n  v = v + g\n  p = p - v'));
  const parameters = new Float64Array(2);
  const state = kernel.createState(parameters, {});
  expect(state.tensors).toEqual([new Float64Array(2), new Float64Array(2)]);
  kernel.update(parameters, Float64Array.of(1, 2), state, {}, 1);
  kernel.update(parameters, Float64Array.of(1, 2), state, {}, 2);
  expect(state.tensors).toEqual([Float64Array.of(1, 2), Float64Array.of(2, 4)]);
  expect(parameters).toEqual(Float64Array.of(-3, -6));
});

test('state and scalars begin as the rule says', () => {
  const text =
    'name "X"\na = 3 in [0, 9]\nstate z = p, s = a * 2\nscalar c = a + 1\nupdate\n  c *= 2\n  p = z + s + c';
  const kernel = compileFloat64(ruleOf(text));
  const parameters = Float64Array.of(5, 7);
  const state = kernel.createState(parameters, { a: 3 });
  expect(state).toEqual({
    tensors: [Float64Array.of(5, 7), Float64Array.of(6, 6)],
    scalars: Float64Array.of(4),
  });
  kernel.update(parameters, new Float64Array(2), state, { a: 3 }, 1);
  expect(parameters).toEqual(Float64Array.of(19, 21));
  expect(state.scalars).toEqual(Float64Array.of(8));
});

test('looks ahead without a change to parameters or state', () => {
  const optimizer = findOptimizer('nesterov');
  const rule = optimizer ? resolve(optimizer.rule, { form: 'tutorial' }) : ruleOf('');
  const [parameters, velocity, at] = [Float64Array.of(1, 2), Float64Array.of(10, 20), new Float64Array(2)];
  const state = { tensors: [velocity], scalars: new Float64Array() };
  const hyperparameters = { lr: 0.1, momentum: 0.5 };
  compileFloat64(rule).lookAhead?.(parameters, new Float64Array(2), state, hyperparameters, 1, at);
  expect(at).toEqual(Float64Array.of(6, 12));
  expect([parameters, velocity]).toEqual([Float64Array.of(1, 2), Float64Array.of(10, 20)]);
});

test('may look at the same point for every parameter', () => {
  const kernel = compileFloat64(ruleOf(ruleText('g = gradient at a', 'p = p - g')));
  const [parameters, at] = [Float64Array.of(1, 2), new Float64Array(2)];
  const state = kernel.createState(parameters, { a: 3 });
  kernel.lookAhead?.(parameters, new Float64Array(2), state, { a: 3 }, 1, at);
  expect(at).toEqual(Float64Array.of(3, 3));
});

test('looks ahead only where the rule does, and asks for a gradient first only where it reads one', () => {
  const kernelOf = (...update: string[]) => compileFloat64(ruleOf(ruleText(...update)));
  expect(kernelOf('p = p - g').lookAhead).toBeUndefined();
  expect(kernelOf('g = gradient at p', 'p = p - g').lookAhead).toBeUndefined();
  expect(kernelOf('g = gradient at p + m', 'p = p - g').needsGradientFirst).toBe(false);
  expect(kernelOf('g = gradient at p + g', 'p = p - g').needsGradientFirst).toBe(true);
  expect(kernelOf('g = gradient at p / global_norm(g)', 'p = p - g').needsGradientFirst).toBe(true);
});
