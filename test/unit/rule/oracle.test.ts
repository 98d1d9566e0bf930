import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat32, compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import type { Kernel, Vector } from '../../../core/rule/run/kernel.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { firstMemory, lookAhead, update } from './oracle.ts';
import { declaredRule } from './ruleText.ts';
import { drawRule } from './wellFormedRules.ts';

const tensors = [2, 1, 3];
const start = [0.5, -1.25, 2, -0.1, 0, 1.5];
const steps = [1, 2, 3, 4];

function gradientAt(parameters: readonly number[]): number[] {
  return parameters.map((p, i) => (i - 2) * p + 0.3);
}

/** `p`, states and scalars by name, after each step. */
type History = readonly Readonly<Record<string, readonly number[]>>[];

function stepsOfOracle(rule: Rule, settings: Settings): History {
  const hyperparameters = defaultsOf(rule);
  const given = { rule, settings, hyperparameters, tensors };
  let memory = firstMemory(given, start);
  return steps.map((step) => {
    const before = { ...given, memory, gradient: gradientAt(memory.get('p') ?? []), step };
    const gradient = gradientAt(lookAhead(before));
    memory = update({ ...before, gradient });
    return Object.fromEntries(memory);
  });
}

function stepsOfKernel<V extends Vector>(
  rule: Rule,
  settings: Settings,
  kernel: Kernel<V>,
  create: (values: readonly number[]) => V,
): History {
  const hyperparameters = defaultsOf(rule);
  const { state: states, scalars } = resolve(rule, settings);
  const parameters = create(start);
  const state = kernel.createState(parameters, hyperparameters);
  return steps.map((step) => {
    let gradient = create(gradientAt([...parameters]));
    if (kernel.lookAhead) {
      const at = create(start);
      kernel.lookAhead(
        parameters,
        kernel.needsGradientFirst ? gradient : create(start),
        state,
        hyperparameters,
        step,
        at,
      );
      gradient = create(gradientAt([...at]));
    }
    kernel.update(parameters, gradient, state, hyperparameters, step);
    return Object.fromEntries([
      ['p', [...parameters]],
      ...states.map(({ name }, index) => [name, [...(state.tensors[index] ?? [])]]),
      ...scalars.map(({ name }, index) => [name, start.map(() => state.scalars[index])]),
    ]);
  });
}

function defaultsOf(rule: Rule): Readonly<Record<string, number>> {
  return Object.fromEntries(rule.hyperparameters.map(({ name, default: value }) => [name, value]));
}

/** What is left of the rule, in the kernel's steps, is in the oracle's too; every NaN equals every other. */
function expectSameBits(text: string, settings: Settings = {}): void {
  const rule = parseRule(text);
  const kernel = compileFloat64(resolve(rule, settings), tensors);
  const actual = stepsOfKernel(rule, settings, kernel, (values) => Float64Array.from(values));
  for (const [index, expected] of stepsOfOracle(rule, settings).entries()) {
    for (const [name, values] of Object.entries(actual[index] ?? {})) {
      expect(values, `${name} after step ${index + 1} of\n${text}`).toEqual(expected[name]);
    }
  }
}

describe('the float64 kernel does what the lines say, bit for bit', () => {
  test('in random rules', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const { text, settings } = drawRule(draw, { isTame: false });
        expectSameBits(text, settings);
      }),
      { numRuns: 400, endOnFailure: true },
    );
  });

  test.each<[string, readonly string[]]>([
    ['reductions of reductions', ['p -= norm(g - mean(g)) + sum(g * norm(g))']],
    [
      'a reduction between two that are alike',
      ['x = sum(p)', 'm = g * x', 'y = sum(m) + sum(p)', 'p -= y * m'],
    ],
    ['a reduction of what a tensor shares', ['x = norm(g)', 'p -= sum(x) + mean(x * p) + sum(1)']],
    [
      'old and new values of p in later passes',
      ['x = p', 'p = p - g', 'y = sum(p)', 'p = p + x * y - sum(x)', 'm = x + p'],
    ],
    ['a state that waits for two passes', ['m = m + g', 'v = v + sum(m)', 'm = m * norm(v)', 'p = m - v']],
    [
      'an if on a reduction',
      ['if norm(p) > 1', '  p = p / norm(p)', 'else', '  m = m + sum(p)', 'p -= g + m'],
    ],
    [
      'an if whose lines change what it asked for',
      ['if p > 0', '  p = p - 3', '  x = p', 'else', '  x = p', '  p = 1', 'm = x'],
    ],
    [
      'a name given below an if and again above the next',
      ['x = 1', 'if g > 0', '  x = g', 'x = x + 1', 'if x > 1', '  x = -x', 'p += x'],
    ],
    [
      'names like those that the compiler makes up',
      ['u = g', 'u2 = u * a', 'p2 = a * t', 'p = p - u2 * p2', 'p2 = p', 'p = p2 * (1 - a**t)'],
    ],
    [
      'a scalar below an if',
      ['if t > 2 and a < 1', '  q = q * a', 'elif not t == 1', '  q = q + t', 'p -= q * g'],
    ],
    [
      'a gradient that changes after its norm was taken',
      ['x = global_norm(g)', 'g = g / x', 'm = g', 'p -= g + norm(g)'],
    ],
    ['a second gradient', ['g = gradient at p + a * g / (global_norm(g) + norm(p))', 'p -= a * g']],
    [
      'a look-ahead with a reduction of a reduction',
      ['g = gradient at p + sum(p - mean(p)) * m', 'm = m + g', 'p -= m'],
    ],
    [
      'a condition that holds nowhere',
      ['x = 0 / 0', 'if g > x', '  p = x', 'else', '  p -= where(x == x, 1, 2)'],
    ],
  ])('in %s', (_, lines) => {
    const declarations = ['a = 0.5 in [0, 1]', 'state m, v = p', 'scalar q = 1'];
    expectSameBits(declaredRule(declarations, [...lines, 'p = p']));
  });
});

test('the float32 kernel does nearly the same in random rules without jumps', () => {
  fc.assert(
    fc.property(fc.gen(), (draw) => {
      const { text, settings } = drawRule(draw, { isTame: true });
      const rule = parseRule(text);
      const kernel = compileFloat32(resolve(rule, settings), tensors);
      const actual = stepsOfKernel(rule, settings, kernel, (values) => Float32Array.from(values));
      for (const [index, expected] of stepsOfOracle(rule, settings).entries()) {
        for (const [name, values] of Object.entries(actual[index] ?? {})) {
          const differences = values.map((value, i) => Math.abs(value - (expected[name]?.[i] ?? Number.NaN)));
          expect(Math.max(...differences), `${name} after step ${index + 1} of\n${text}`).toBeLessThan(1e-3);
        }
      }
    }),
    { numRuns: 300, endOnFailure: true },
  );
});
