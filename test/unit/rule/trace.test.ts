import { describe, expect, test } from 'vitest';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import { type TraceInputs, traceStep } from '../../../core/rule/inspect/trace.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { interpret } from '../../../core/rule/run/interpreter.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel } from '../../../core/rule/run/kernel.ts';
import type { HyperparameterValues, ResolvedRule, Settings } from '../../../core/rule/syntax/rule.ts';
import { everySetting } from './everySetting.ts';
import { pythonRules } from './pythonRules.ts';
import { declaredRule, resolved } from './ruleText.ts';
import { defaultsOf } from './wasmRules.ts';

function builtIn(id: string, settings: Settings = {}): [ResolvedRule, HyperparameterValues] {
  const rule = findOptimizer(id)?.rule ?? parseRule('');
  const filled = fillSettings(rule, settings);
  return [resolve(rule, filled), numbersIn(filled)];
}

/** A trace of the first parameter of two, with gradients 1.5 and −3, in the third step after two alike. */
function thirdStep(
  rule: ResolvedRule,
  hyperparameters: HyperparameterValues,
  given: Partial<TraceInputs> = {},
) {
  const kernel = interpret(rule);
  const parameters = Float64Array.of(0.5, -2);
  const gradient = Float64Array.of(1.5, -3);
  const state = kernel.createState(parameters, hyperparameters);
  for (const step of [1, 2]) kernel.update(parameters, gradient, state, hyperparameters, step);
  return traceStep(rule, { parameters, gradient, state, hyperparameters, step: 3, index: 0, ...given });
}

/** Each line as a text to look at. */
function textsOf({ lines }: ReturnType<typeof traceStep>): readonly string[] {
  return lines.map((line) => {
    const head = `${line.line} ${line.text} |`;
    if (line.kind === 'skipped') return `${head} skipped: ${line.reason}`;
    const parts = line.parts.map(({ text, formula, value }) => `; ${text}: ${formula}: ${value}`).join('');
    if (line.kind === 'tested') return `${head} ${line.formula}: ${line.holds}${parts}`;
    return `${head} ${line.formula}${parts}`;
  });
}

test('fills the numbers of a step of Adam in', () => {
  expect(textsOf(thirdStep(...builtIn('adam', { weight_decay: 0 })))).toMatchInlineSnapshot(`
    [
      "25 m = beta1 * m + (1 - beta1) * g | 0.9 · 0.285 + 0.1 · 1.5 = 0.4065; 1 − beta1: 1 − 0.9: 0.09999999999999998",
      "26 v = beta2 * v + (1 - beta2) * g**2 | 0.999 · 0.004498 + 0.001 · 1.5² = 0.006743; 1 − beta2: 1 − 0.999: 0.0010000000000000009",
      "27 m_hat = m / (1 - beta1**t) | 0.4065 / 0.271 = 1.5; 1 − beta1^t: 1 − 0.9^3: 0.2709999999999999",
      "32 v_hat = v / (1 - beta2**t) | 0.006743 / 0.002997 = 2.25; 1 − beta2^t: 1 − 0.999^3: 0.002997000999999999",
      "36 p -= lr * m_hat / (sqrt(v_hat) + eps) | 0.498 − 0.001 · 1.5 / (√2.25 + 1e-8) = 0.497",
    ]
  `);
});

test('tells values before and after, and where a line stands', () => {
  const [rule, hyperparameters] = builtIn('adam');
  const { lines } = thirdStep(rule, hyperparameters);
  const [m] = lines.filter((line) => line.kind === 'computed');
  expect(m).toMatchObject({ target: 'm', text: 'm = beta1 * m + (1 - beta1) * g' });
  expect(rule.lines[(m?.line ?? 0) - 1]?.trim()).toBe(m?.text);
  expect(m?.before).toBeCloseTo(0.285, 12);
  expect(m?.after).toBeCloseTo(0.9 * 0.285 + 0.1 * 1.5, 12);
  const [mHat] = lines.filter((line) => line.kind === 'computed' && line.target === 'm_hat');
  expect(mHat).toMatchObject({ before: null });
});

const branches = resolved(
  declaredRule(
    ['lr = 0.1 in [0, inf)', 'state v'],
    [
      ...['if t > 5', '  v = g', '  g = 2 * v', 'elif g > 1 and not t == 2', '  v = -g'],
      ...['else', '  v = 0', 'p -= lr * where(v < 0, v**2, 3)'],
    ],
  ),
);

test('marks the lines of a branch that is not taken, with the reason', () => {
  expect(textsOf(thirdStep(branches, { lr: 0.1 }))).toMatchInlineSnapshot(`
    [
      "5 if t > 5 | 3 > 5: false",
      "6 v = g | skipped: 3 > 5 is false",
      "7 g = 2 * v | skipped: 3 > 5 is false",
      "8 elif g > 1 and not t == 2 | 1.5 > 1 and not 3 = 2: true",
      "9 v = -g | −1.5",
      "11 v = 0 | skipped: 1.5 > 1 and not 3 = 2 is true",
      "12 p -= lr * where(v < 0, v**2, 3) | −0.025 − 0.1 · (−1.5)² = −0.25; v < 0: −1.5 < 0: true",
    ]
  `);
});

test('follows the one parameter where parameters take different branches', () => {
  expect(textsOf(thirdStep(branches, { lr: 0.1 }, { index: 1 }))).toMatchInlineSnapshot(`
    [
      "5 if t > 5 | 3 > 5: false",
      "6 v = g | skipped: 3 > 5 is false",
      "7 g = 2 * v | skipped: 3 > 5 is false",
      "8 elif g > 1 and not t == 2 | −3 > 1 and not 3 = 2: false",
      "9 v = -g | skipped: −3 > 1 and not 3 = 2 is false",
      "11 v = 0 | 0",
      "12 p -= lr * where(v < 0, v**2, 3) | −2.6 − 0.1 · 3 = −2.9; v < 0: 0 < 0: false",
    ]
  `);
});

test('shows reductions as numbers, and what they are of', () => {
  const rule = resolved(
    declaredRule(
      ['lr = 0.1 in [0, inf)'],
      ['size = norm(p)', 'p -= lr * g / (norm(g) + 1) * max(size, mean(p)) * global_norm(g)'],
    ),
  );
  expect(textsOf(thirdStep(rule, { lr: 0.1 }))).toMatchInlineSnapshot(`
    [
      "4 size = norm(p) | norm(p) = 1.169",
      "5 p -= lr * g / (norm(g) + 1) * max(size, mean(p)) * global_norm(g) | 0.08316 − 0.1 · 1.5 / (3.354 + 1) · max(1.169, −0.5416) · 3.354 = −0.05195; norm(g): norm(g): 3.3541019662496847; mean(p): mean(p): -0.5415797025346939; global_norm(g): global_norm(g): 3.3541019662496847",
    ]
  `);
});

test('tells where a rule looks ahead', () => {
  expect(textsOf(thirdStep(...builtIn('nesterov', { form: 'tutorial' })))).toMatchInlineSnapshot(`
    [
      "18 g = gradient at where(form == tutorial, p + momentum * v, p) | 0.4565 + 0.9 · (−0.0285) = 0.4309",
      "26 v = momentum * v - lr * g | 0.9 · (−0.0285) − 0.01 · 1.5 = −0.04065",
      "27 p += v | 0.4565 + (−0.04065) = 0.4158",
    ]
  `);
});

test('writes signs, powers and functions as people do', () => {
  const rule = resolved(
    declaredRule(
      ['a = 2 in [0, inf)'],
      [
        ...['x = -p - -p * (p - g)', 'y = (-p)**2 / (p**2 / p) - (p - p)', 'z = 2**-a * -(p + g)**3'],
        ...['w = sqrt(abs(p)) + sqrt(p * p) + clip(p, -1, 1)', 'p = x + y * z - w'],
      ],
    ),
  );
  const { lines } = traceStep(rule, {
    parameters: Float64Array.of(-0.5),
    gradient: Float64Array.of(0.25),
    state: { tensors: [], scalars: new Float64Array() },
    hyperparameters: { a: 2 },
    step: 1,
    index: 0,
  });
  expect(lines.flatMap((line) => (line.kind === 'computed' ? [line.formula] : []))).toMatchInlineSnapshot(`
    [
      "−(−0.5) − (−(−0.5)) · (−0.5 − 0.25) = 0.875",
      "(−(−0.5))² / ((−0.5)² / (−0.5)) − (−0.5 − (−0.5)) = −0.5",
      "0.25 · (−(−0.5 + 0.25)^3) = 0.003906",
      "√|−0.5| + √(−0.5 · (−0.5)) + clip(−0.5, −1, 1) = 0.7071",
      "0.875 + (−0.5) · 0.003906 − 0.7071 = 0.1659",
    ]
  `);
});

test('formats numbers as asked', () => {
  const [rule, hyperparameters] = builtIn('momentum');
  const parameters = Float64Array.of(1);
  const state = interpret(rule).createState(parameters, hyperparameters);
  const inputs = { parameters, gradient: Float64Array.of(1 / 3), state, hyperparameters, step: 1, index: 0 };
  const { lines } = traceStep(rule, inputs, (value) => value.toFixed(6));
  expect(lines[0]).toMatchObject({ formula: '0.900000 · 0.000000 + 0.333333 = 0.333333' });
});

test('leaves its inputs as they are', () => {
  const [rule, hyperparameters] = builtIn('asgd');
  const parameters = Float64Array.of(1, 2);
  const state = interpret(rule).createState(parameters, hyperparameters);
  const before = structuredClone({ parameters, state });
  const gradient = Float64Array.of(3, 4);
  const trace = traceStep(rule, { parameters, gradient, state, hyperparameters, step: 1, index: 1 });
  expect({ parameters, state }).toEqual(before);
  expect(trace.parameters).not.toEqual(parameters);
});

test('says which input is wrong', () => {
  const [rule, hyperparameters] = builtIn('sam');
  expect(() => thirdStep(rule, hyperparameters)).toThrow(
    'firstGradient is missing — expected the gradient at the parameters, which SAM reads',
  );
  const [plain, values] = builtIn('sgd');
  expect(() => thirdStep(plain, values, { index: 2 })).toThrow(
    'index = 2 — expected a whole number >= 0 and < 2',
  );
  expect(() => thirdStep(plain, values, { index: 0.5 })).toThrow('index = 0.5 — expected');
});

describe('computes the same bits as the compiled kernel', () => {
  const tensors = [2, 3];

  function expectSameSteps(rule: ResolvedRule, hyperparameters: HyperparameterValues): void {
    const kernel: Kernel = compileFloat64(rule, tensors);
    const parameters = Float64Array.of(0.3, -2, 0, 1e-3, 5);
    const state = kernel.createState(parameters, hyperparameters);
    for (let step = 1; step <= 8; step++) {
      const gradientAt = (p: Float64Array) => p.map((x, i) => x ** 3 - x + Math.sin(step * (i + 1)));
      const firstGradient = gradientAt(parameters);
      const at = parameters.slice();
      kernel.lookAhead?.(parameters, firstGradient, state, hyperparameters, step, at);
      const gradient = gradientAt(at);
      const index = step % parameters.length;
      const inputs = { parameters, gradient, firstGradient, state, hyperparameters, step, index, tensors };
      const trace = traceStep(rule, inputs);
      const old = parameters[index];
      kernel.update(parameters, gradient, state, hyperparameters, step);
      expect({ parameters: trace.parameters, state: trace.state }).toEqual({ parameters, state });
      const looked = trace.lines.filter((line) => line.kind === 'gradient');
      expect(looked.map(({ point }) => point)).toEqual(kernel.lookAhead ? [at[index]] : []);
      const moves = trace.lines.flatMap((line) =>
        line.kind === 'computed' && line.target === 'p' ? [line] : [],
      );
      // Where no line assigns p, it stays as it is.
      const [first = { before: old }, last = { after: old }] = [moves.at(0), moves.at(-1)];
      expect([first.before, last.after]).toEqual([old, parameters[index]]);
    }
  }

  const settings = optimizers.flatMap(({ id, rule }) => everySetting(id, rule));
  test.each(settings)('$title', ({ rule, hyperparameters }) => expectSameSteps(rule, hyperparameters));
  test.each(Object.entries(pythonRules))('%s', (_, text) => {
    const rule = resolved(text);
    expectSameSteps(rule, defaultsOf(rule));
  });
});
