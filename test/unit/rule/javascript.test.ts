import { expect, test } from 'vitest';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { compileFloat64 } from '../../../core/rule/compileFloat64.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { javascriptSource } from '../../../core/rule/targets/javascript.ts';
import { evaluate, ruleText } from './ruleText.ts';

function sourceOf(id: string): string {
  const optimizer = findOptimizer(id);
  return optimizer ? javascriptSource(optimizer.rule) : '';
}

test('Adam as JavaScript', () => {
  expect(sourceOf('adam')).toMatchInlineSnapshot(`
    "'use strict';
    const square = (x) => x * x;
    function update(parameters, gradient, state, hyperparameters, step) {
      const $lr = hyperparameters.lr;
      const $beta1 = hyperparameters.beta1;
      const $beta2 = hyperparameters.beta2;
      const $eps = hyperparameters.eps;
      const $t = step;
      const $u1 = 1 - $beta1;
      const $u2 = 1 - $beta2;
      const $u3 = 1 - Math.pow($beta1, $t);
      const $u4 = 1 - Math.pow($beta2, $t);
      const state0 = state[0];
      const state1 = state[1];
      for (let i = 0; i < parameters.length; i++) {
        let $p = parameters[i];
        let $g = gradient[i];
        let $m = state0[i];
        let $v = state1[i];
        $m = $beta1 * $m + $u1 * $g;
        $v = $beta2 * $v + $u2 * square($g);
        let $m_hat = $m / $u3;
        let $v_hat = $v / $u4;
        $p = $p - $lr * $m_hat / (Math.sqrt($v_hat) + $eps);
        parameters[i] = $p;
        state0[i] = $m;
        state1[i] = $v;
      }
    }
    return { update };"
  `);
});

test('Nesterov as JavaScript', () => {
  expect(sourceOf('nesterov')).toMatchInlineSnapshot(`
    "'use strict';
    function lookAhead(parameters, state, hyperparameters, step, at) {
      const $momentum = hyperparameters.momentum;
      const state0 = state[0];
      for (let i = 0; i < parameters.length; i++) {
        let $p = parameters[i];
        let $v = state0[i];
        let $at = $p + $momentum * $v;
        at[i] = $at;
      }
    }
    function update(parameters, gradient, state, hyperparameters, step) {
      const $lr = hyperparameters.lr;
      const $momentum = hyperparameters.momentum;
      const state0 = state[0];
      for (let i = 0; i < parameters.length; i++) {
        let $p = parameters[i];
        let $g = gradient[i];
        let $v = state0[i];
        $v = $momentum * $v - $lr * $g;
        $p = $p + $v;
        parameters[i] = $p;
        state0[i] = $v;
      }
    }
    return { update, lookAhead };"
  `);
});

test('has the helpers that it calls, and no other', () => {
  expect(javascriptSource(parseRule(ruleText('p = p - g')))).not.toMatch(/clip|square/);
  expect(javascriptSource(parseRule(ruleText('p = p - clip(g, -1, 1)')))).toMatch(/^const clip = /m);
});

test('names of JavaScript are only names in a rule', () => {
  const text = ruleText('process = g', 'constructor = process', 'return = constructor', 'p = p - return');
  const kernel = compileFloat64(parseRule(text));
  const parameters = Float64Array.of(3);
  kernel.update(parameters, Float64Array.of(1), kernel.createState(1), { a: 2 }, 1);
  expect(parameters).toEqual(Float64Array.of(2));
});

test('a value that is never read may be assigned', () => {
  expect(evaluate('g')).toBe(5);
});

test('state is zero before the first step, one tensor for each name', () => {
  const kernel = compileFloat64(parseRule('name "Two"\nstate m, v\nupdate\n  v = v + g\n  p = p - v'));
  const state = kernel.createState(2);
  expect(state).toEqual([new Float64Array(2), new Float64Array(2)]);
  const parameters = new Float64Array(2);
  kernel.update(parameters, Float64Array.of(1, 2), state, {}, 1);
  kernel.update(parameters, Float64Array.of(1, 2), state, {}, 2);
  expect(state).toEqual([new Float64Array(2), Float64Array.of(2, 4)]);
  expect(parameters).toEqual(Float64Array.of(-3, -6));
});

test('looks ahead without a change to parameters or state', () => {
  const optimizer = findOptimizer('nesterov');
  const kernel = compileFloat64(optimizer?.rule ?? parseRule(''));
  const [parameters, velocity, at] = [Float64Array.of(1, 2), Float64Array.of(10, 20), new Float64Array(2)];
  kernel.lookAhead?.(parameters, [velocity], { lr: 0.1, momentum: 0.5 }, 1, at);
  expect(at).toEqual(Float64Array.of(6, 12));
  expect([parameters, velocity]).toEqual([Float64Array.of(1, 2), Float64Array.of(10, 20)]);
});

test('may look at the same point for every parameter', () => {
  const kernel = compileFloat64(parseRule(ruleText('g = gradient at a', 'p = p - g')));
  const at = new Float64Array(2);
  kernel.lookAhead?.(Float64Array.of(1, 2), kernel.createState(2), { a: 3 }, 1, at);
  expect(at).toEqual(Float64Array.of(3, 3));
});

test('looks ahead only where the rule does', () => {
  expect(Object.keys(compileFloat64(parseRule(ruleText('p = p - g'))))).toEqual(['createState', 'update']);
});
