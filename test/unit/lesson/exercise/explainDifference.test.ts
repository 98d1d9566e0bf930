import { expect, test } from 'vitest';
import { explainDifference } from '../../../../core/lesson/exercise/rule/explainDifference.ts';
import { ruleExercise } from './ruleExercise.ts';

const head = (declarations: string) => `name "Mine"
lr    = 0.01   in [0, inf)
beta1 = 0.9    in [0, 1)
beta2 = 0.999  in [0, 1)
eps   = 1e-8   in [0, inf)
${declarations}
update
`;
const solution = `${head('state m, v')}  m = beta1 * m + (1 - beta1) * g
  v = beta2 * v + (1 - beta2) * g**2
  m_hat = m / (1 - beta1**t)
  v_hat = v / (1 - beta2**t)
  p -= lr * m_hat / (sqrt(v_hat) + eps)
`;
const exercise = ruleExercise('adam', { solution });

/** `p 12: differs from 12` */
function told(text: string): readonly string[] {
  return (explainDifference(exercise, text) ?? []).map(
    ({ name, kind, yours, expected }) => `${name} ${yours?.line ?? '–'}: ${kind}, ${expected?.line ?? '–'}`,
  );
}

test('of the model answer itself all lines are the same', () => {
  expect(told(solution)).toEqual([
    'm 8: same, 8',
    'v 9: same, 9',
    'm_hat 10: same, 10',
    'v_hat 11: same, 11',
    'p 12: same, 12',
  ]);
});

test('a wrong line alone differs, though all that comes from it is wrong, too', () => {
  const [, , , wrong] =
    explainDifference(exercise, solution.replace('v_hat = v / (1 - beta2**t)', 'v_hat = v')) ?? [];
  expect(told(solution.replace('v_hat = v / (1 - beta2**t)', 'v_hat = v'))).toEqual([
    'm 8: same, 8',
    'v 9: same, 9',
    'm_hat 10: same, 10',
    'v_hat 11: differs, 11',
    'p 12: same, 12',
  ]);
  expect(wrong).toEqual({
    name: 'v_hat',
    kind: 'differs',
    yours: { line: 11, text: 'v_hat = v' },
    expected: { line: 11, text: 'v_hat = v / (1 - beta2**t)' },
  });
});

test('two wrong lines differ, each by itself', () => {
  const text = solution.replace('(1 - beta1) * g', 'g').replace('p -=', 'p +=');
  expect(told(text).filter((each) => each.includes('differs'))).toEqual([
    'm 8: differs, 8',
    'p 12: differs, 12',
  ]);
});

test('lines are found under other names and in another order', () => {
  const text = `${head('state s, m')}  s = beta2 * s + (1 - beta2) * g**2
  m = beta1 * m + (1 - beta1) * g
  top = m / (1 - beta1**t)
  root = sqrt(s / (1 - beta2**t))
  p -= lr * top / (root + eps)
`;
  expect(told(text)).toEqual([
    'm 9: same, 8',
    'v 8: same, 9',
    'm_hat 10: same, 10',
    'v_hat –: missing, 11',
    'p 12: same, 12',
    'root 11: extra, –',
  ]);
  expect(explainDifference(exercise, text)?.slice(3)).toMatchObject([
    { name: 'v_hat', yours: null, expected: { line: 11, text: 'v_hat = v / (1 - beta2**t)' } },
    { name: 'p' },
    { name: 'root', yours: { line: 11, text: 'root = sqrt(s / (1 - beta2**t))' }, expected: null },
  ]);
});

test('a state that begins with another number, and powers in scalars, are the learner’s own', () => {
  const text = `${head('state m, v\nscalar b = 1')}  b *= beta1
  m = beta1 * m + (1 - beta1) * g
  v = beta2 * v + (1 - beta2) * g**2
  m_hat = m / (1 - b)
  v_hat = v / (1 - beta2**t)
  p -= lr * m_hat / (sqrt(v_hat) + eps)
`;
  expect(told(text).filter((each) => !each.includes('same'))).toEqual(['b 9: extra, –']);
});

test('the point where the gradient is taken is a line, too', () => {
  const nesterov = (point: string) =>
    `name "N"\nlr = 0.01 in [0, 1]\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n${point}  v = momentum * v - lr * g\n  p += v\n`;
  const right = nesterov('  g = gradient at p + momentum * v\n');
  const own = ruleExercise('nesterov', { settings: { form: 'tutorial' }, solution: right });
  const kinds = (text: string) => explainDifference(own, text)?.map(({ name, kind }) => `${name} ${kind}`);
  expect(kinds(right)).toEqual(['gradient at same', 'v same', 'p same']);
  expect(kinds(nesterov('  g = gradient at p - momentum * v\n'))).toEqual([
    'gradient at differs',
    'v same',
    'p same',
  ]);
  expect(kinds(nesterov(''))).toEqual(['gradient at missing', 'v same', 'p same']);
});

test('lines that read alike are none: what comes to another value is above them, in one of the rules alone', () => {
  const adam = (first: string) =>
    solution.replace('  m =', `  ${first}\n  m =`).replace('state', 'wd    = 0.1    in [0, 1)\nstate');
  const decoupled = ruleExercise('adamw', { solution: adam('p *= 1 - lr * wd') });
  const unlike = (text: string) =>
    explainDifference(decoupled, text)
      ?.filter(({ kind }) => kind !== 'same')
      .map(({ kind, yours, expected }) => [kind, yours?.text ?? null, expected?.text ?? null]);
  expect(unlike(adam('p *= 1 - lr * wd'))).toEqual([]);
  expect(unlike(adam('g += wd * p'))).toEqual([
    ['missing', null, 'p *= 1 - lr * wd'],
    ['extra', 'g += wd * p', null],
  ]);
  expect(unlike(adam('p *= 1 - lr * wd').replace('  m =', '  p *= 2  # more\n  m ='))).toEqual([
    ['extra', 'p *= 2  # more', null],
  ]);
});

test('of a text that is no rule there is nothing to say', () => {
  expect(explainDifference(exercise, 'name')).toBeNull();
});
