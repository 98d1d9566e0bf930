import { expect, test } from 'vitest';
import { plan } from '../../../core/rule/plan/plan.ts';
import type { Stage } from '../../../core/rule/plan/stage.ts';
import { compileUniforms, compileUniformTables } from '../../../core/rule/run/uniforms.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { ruleOf } from './wasmRules.ts';

const values = { lr: 0.1, momentum: 0.9, beta1: 0.8, beta2: 0.7, eps: 1e-8, weight_decay: 0.3 };

/** The uniforms of step `t` by name. */
function uniformsOf(
  rule: ResolvedRule,
  stage: Stage,
  t: number,
  scalars = new Float64Array(0),
): Record<string, number> {
  const written = new Float64Array(stage.uniforms.length);
  compileUniforms(rule, stage)(values, scalars, t, written);
  return Object.fromEntries(stage.uniforms.map((name, index) => [name, written[index] ?? Number.NaN]));
}

test('are hyperparameters and what is computed once a step, in float64', () => {
  const rule = ruleOf('update', '  correction = 1 - beta1**t', '  p = p * correction + lr * t * g');
  const { lr, t, correction } = uniformsOf(rule, plan(rule).update, 3);
  expect({ lr, t, correction }).toEqual({ lr: undefined, t: undefined, correction: 1 - 0.8 ** 3 });
  expect(Object.values(uniformsOf(rule, plan(rule).update, 3))).toContain(0.1 * 3);
});

test('use every function of the language', () => {
  const rule = ruleOf(
    'update',
    '  u = clip(lr, 0.2, 0.4) + beta1**2 + exp(lr) + where(t == 1, sign(-lr), tanh(lr))',
    '  p -= u * g',
  );
  const first = 0.2 + 0.8 * 0.8 + Math.exp(0.1) - 1;
  expect(uniformsOf(rule, plan(rule).update, 1)).toEqual({ u: first });
  expect(uniformsOf(rule, plan(rule).update, 2)).toEqual({
    u: 0.2 + 0.8 * 0.8 + Math.exp(0.1) + Math.tanh(0.1),
  });
});

test('give scalars their values after the step', () => {
  const rule = ruleOf(
    'scalar product = 1, count = 5',
    'update',
    '  product *= momentum',
    '  count = count + 1',
    '  p -= product * g',
  );
  const scalars = Float64Array.of(1, 5);
  expect(uniformsOf(rule, plan(rule).update, 1, scalars)).toEqual({ product2: 0.9 });
  expect(scalars).toEqual(Float64Array.of(0.9, 6));
  expect(uniformsOf(rule, plan(rule).update, 2, scalars)).toEqual({ product2: 0.9 * 0.9 });
});

test('of a look-ahead are its own', () => {
  const rule = ruleOf('update', '  g = gradient at p + lr * momentum * g', '  p -= eps * g');
  const { lookAhead, update } = plan(rule);
  if (!lookAhead) expect.fail('no look-ahead');
  expect(Object.values(uniformsOf(rule, lookAhead, 1))).toEqual([0.1 * 0.9]);
  expect(uniformsOf(rule, update, 1)).toEqual({ eps: 1e-8 });
});

test('are rounded to the precision of their array', () => {
  const rule = ruleOf('update', '  p -= lr * g');
  const written = new Float32Array(1);
  compileUniforms(rule, plan(rule).update)(values, new Float64Array(0), 1, written);
  expect(written).toEqual(Float32Array.of(0.1));
});

test('of bias corrections are exact in long runs, in runs that begin anew, and with rates that change', () => {
  const rule = ruleOf(
    'update',
    '  first = 1 - beta1**t',
    '  second = 1 - beta2**t',
    '  p -= first * p + second * g',
  );
  const { update } = plan(rule);
  const write = compileUniforms(rule, update);
  const written = new Float64Array(update.uniforms.length);
  const steps = [1, 50, 400, 8000, 100_000, 1e7, 1, 3, 400, Number.NaN];
  for (const [beta1, beta2] of [
    [0.9, 0.999],
    [0.5, 0.9],
    [0.999, 0],
    [1, 1.5],
    [-0.9, 0.3],
    [0.9, Number.NaN],
  ] as const) {
    for (const t of steps) {
      write({ ...values, beta1, beta2 }, new Float64Array(0), t, written);
      expect([...written], `${beta1}, ${beta2} to the power of ${t}`).toEqual([
        1 - beta1 ** t,
        1 - beta2 ** t,
      ]);
    }
  }
});

test('of many steps are those of one after the other', () => {
  const rule = ruleOf(
    'scalar product = 1',
    'update',
    '  g = gradient at p + lr * product * g',
    '  product *= momentum',
    '  p -= lr * product * t * g',
  );
  const { lookAhead, update } = plan(rule, { reciprocals: true });
  const stages = [lookAhead, update].flatMap((stage) => {
    return stage ? [{ stage, width: stage.uniforms.length + 1 }] : [];
  });
  const [stepsDone, steps] = [5, 4];
  const hyperparametersAt = (done: number) => ({ ...values, lr: 1 / done });
  const tables = stages.map(({ width }) => new Float32Array(width * steps));
  const scalars = Float64Array.of(0.8);
  compileUniformTables(rule, stages)(hyperparametersAt, scalars, stepsDone, steps, tables);

  const expected = stages.map(({ width }) => new Float32Array(width * steps));
  const expectedScalars = Float64Array.of(0.8);
  for (let step = 0; step < steps; step++) {
    for (const [index, { stage, width }] of stages.entries()) {
      const row = expected[index]?.subarray(width * step) ?? new Float32Array();
      const done = stepsDone + step;
      compileUniforms(rule, stage)(hyperparametersAt(done), expectedScalars, done + 1, row);
    }
  }
  expect(stages).toHaveLength(2);
  expect(tables).toEqual(expected);
  expect(scalars).toEqual(expectedScalars);
});
