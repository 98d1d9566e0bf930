/** Where the float64 kernel gives 0, an infinity or NaN, the exports to Python give the same, and raise no error. */
import { describe, expect, test } from 'vitest';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { extremeRules } from './extremeRules.ts';
import { type Answer, answersTo, deviationOf, surroundingsOf } from './pythonAnswers.ts';
import { createCase, type ExpectedCase, givenGradients, type Library, libraries } from './pythonCases.ts';
import { declaredRule } from './ruleText.ts';

const { NaN: none, POSITIVE_INFINITY: infinite } = Number;
const rate = 'lr = 0.1 in [0, inf)';

/** Rules with nothing but numbers of a step, whose exports once raised errors. */
const ofNumbers: Readonly<
  Record<string, readonly [declarations: readonly string[], update: readonly string[]]>
> = {
  'a quotient by 0 in the first step': [
    [rate, 'k = 0.5 in [0, inf)'],
    ['rate = lr * min(1, k / (t - 1))', 'p -= rate * g'],
  ],
  'a power that overflows': [[rate], ['p -= lr * g / (2**(400 * t) + 1)', 'p += t / 2**(400 * t)']],
  'the root of a negative number': [[rate], ['rate = lr * max(0, (t - 3)**0.5)', 'p -= rate * g']],
  'whole numbers that no double holds': [
    [rate],
    ['p -= lr * (t + 9007199254740992 - 9007199254740992)', 'p += 9007199254740993 - 9007199254740992'],
  ],
  'a product of large numbers of steps': [
    [rate],
    ['far = t * 1e9', `p += 1 / (${Array(40).fill('far').join(' * ')})`, 'p -= lr * g'],
  ],
  'the sign of 0': [
    [rate, 'k = 0 in [0, 1]'],
    ['p = 1 / -0', 'p = where(g > 1, 1 / -(0 * t), p)'],
  ],
  'what begins without a number': [
    [rate, 'k = 0 in [0, 1]', 'state m = lr / k, n = k / k', 'scalar s = log(k), r = (-1 - k)**0.5'],
    ['p = where(g == 0, m, where(g == 1, n, where(g == 2, s, r)))'],
  ],
  'a number in one step, a norm in another': [
    [rate],
    ['x = 0', 'if t > 1', '  x = norm(g)', 'y = norm(g)', 'if t > 1', '  y = 0', 'p = lr / x + lr / y'],
  ],
  'a choice between a number and a norm': [
    [rate],
    ['x = where(t > 1, norm(g), 0)', 'y = where(t > 1, 0, norm(g))', 'p = lr / x + lr / y'],
  ],
  'whole numbers that no array of integers holds': [
    [rate],
    [
      'p = g * 100000000000000000000 + max(g, 3000000000) + clip(g, 1, 100000000000000000000)',
      'p += where(g > 1, 100000000000000000000, 3000000000) + (g / 9)**3000000000',
    ],
  ],
  'powers of hyperparameters alone': [
    ['k = 0 in [0, 1]', 'j = 0 in [0, 1]'],
    ['w = pow(k, 0.5)', 'v = k**0.5', 'p = where(g == 0, 1 / w, where(g == 1, 1 / v, 1 / pow(j, 1)))'],
  ],
  'whole numbers for hyperparameters': [
    ['k = 2 in [0, 9]', 'j = 3 in [0, 9]', 'state m = k', 'scalar s = k, r = max(k, j)'],
    [
      'w = where(g > 1, k, j)',
      's = (s + k)**-j',
      'r = (r + k)**-k',
      'm = (m + k)**-j',
      'p = w**-k + s + r * max(k, j)**-j + m',
    ],
  ],
  'hyperparameters alone': [
    [rate, 'k = 0 in [0, 1]', 'big = 1e200 in [0, inf)'],
    ['p = where(g == 0, lr / k, where(g == 1, big**2, where(g == 2, (k - lr)**0.5, big**(lr / k))))'],
  ],
};

function optimizerCase(
  id: string,
  library: Library,
  settings: Settings,
  gradients: number[][],
): ExpectedCase {
  const rule = findOptimizer(id)?.rule ?? expect.fail(`no optimizer ${id}`);
  const problem = givenGradients('given', [1, -2, 0.5], gradients);
  const title = `${id} ${JSON.stringify(settings)} with gradients ${gradients.join(' | ')}`;
  return createCase(title, rule, settings, problem, library);
}

/** Optax adds a change to each parameter: where that isn't finite, it is infinite or NaN from there on. */
function pathOfChanges(path: ExpectedCase['path'], { path: found = [] }: Answer): ExpectedCase['path'] {
  return path.map((point, step) =>
    point.map((value, index) => {
      const isFree =
        !Number.isFinite(path[step - 1]?.[index] ?? 0) && typeof found[step]?.[index] === 'string';
      return isFree ? Number(found[step]?.[index]) : value;
    }),
  );
}

const strange = [
  [1, 2, 3],
  [none, 1, -infinite],
  [1, 1, 1],
];
const usual = [
  [1, 2, 3],
  [0, 0, 0],
  [1, -1, 1e200],
  [1, 1, 1],
  [-1, 1, 0],
];

/** Optimizers at the edges of what they take, and where gradients are no numbers. */
const ofOptimizers: readonly (readonly [id: string, settings: Settings, gradients: number[][]])[] = [
  ...['sgd', 'clipped-sgd', 'lion', 'signum', 'rprop', 'yogi', 'adamax', 'lamb', 'lars', 'radam'].map(
    (id) => [id, {}, strange] as const,
  ),
  ['ademamix', { warmup_steps: 4, beta1: 0 }, usual],
  ['ademamix', { warmup_steps: 4, beta3: 0 }, usual],
  ['ademamix', { warmup_steps: 4 }, usual],
  ['asgd', { lr: 1e200, lambd: 1e200, alpha: 3 }, usual],
  ['nadam', { beta1: 0, beta2: 0 }, usual],
  ['radam', { beta1: 0, beta2: 0 }, usual],
  ['radam', { beta2: 0.9999 }, usual],
  ['schedulefree', { lr: 0, warmup_steps: 1e300 }, usual],
  ['schedulefree', { lr: 1e200 }, usual],
  ['adamw', { beta1: 0, beta2: 0, eps: 0 }, usual],
  ['rprop', { lr: 0 }, usual],
];

describe.each(libraries)('%s', (library) => {
  const surroundings = surroundingsOf(library);
  if ('missing' in surroundings) {
    console.warn(`SKIPPED: exports to ${library} are not run: ${surroundings.missing}`);
    test.skip(`gives what the kernel gives: ${surroundings.missing}`, () => {});
    return;
  }
  const indices = Array.from({ length: 60 }, (_, index) => index);
  const expressions = extremeRules(1).map(({ title, text }) => {
    const start = indices.map(() => 0);
    const problem = givenGradients('given', start, [indices, indices]);
    return createCase(`extremes ${title}`, parseRule(text), {}, problem, library);
  });
  const numbers = Object.entries(ofNumbers).map(([title, [declarations, update]]) => {
    const problem = givenGradients(title, [1, 1, 1, 1], Array(5).fill([0, 1, 2, 3]));
    return createCase(title, parseRule(declaredRule(declarations, update)), {}, problem, library);
  });
  const optimizers = ofOptimizers.map(([id, settings, gradients]) =>
    optimizerCase(id, library, settings, gradients),
  );
  const expected = [...numbers, ...optimizers, ...expressions];
  const answers = new Map<string, Answer>();

  test(`runs on ${surroundings.title}`, { timeout: 300_000 }, () => {
    const list = answersTo(expected);
    for (const [index, { case: each }] of expected.entries()) answers.set(each.id, list[index] ?? {});
    expect(list).toHaveLength(expected.length);
  });

  test.each(expected)('$case.id', ({ case: { id }, path }) => {
    const answer = answers.get(id) ?? {};
    expect(answer.error).toBeUndefined();
    expect(deviationOf(answer, library === 'optax' ? pathOfChanges(path, answer) : path)).toBe('');
  });
});

test('there are expressions of every kind at every level', () => {
  const rules = extremeRules(1);
  expect(rules.length).toBeGreaterThan(40);
  expect(new Set(rules.flatMap(({ expressions }) => expressions)).size).toBeGreaterThan(1000);
});
