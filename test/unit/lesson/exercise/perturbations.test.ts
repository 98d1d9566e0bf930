/** Rules that are a little wrong in a random place never pass, whatever is wrong with them. */
import { expect, test } from 'vitest';
import { checkRule } from '../../../../core/lesson/exercise/rule/checkRule.ts';
import { createRandom, type Random } from '../../../../core/random.ts';
import { parseRule } from '../../../../core/rule/parseRule.ts';
import type { Rule } from '../../../../core/rule/syntax/rule.ts';
import type { Expression } from '../../../../core/rule/syntax/tree.ts';
import { changedOnce } from '../../../../core/ruleTests/misconceptions/rewrite.ts';
import { ruleExercise } from './ruleExercise.ts';

const state = 'lr = 0.01 in [0, inf)\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n';

/** Rules in which every part matters, at the settings that the check tries. */
const rules: Readonly<Record<string, string>> = {
  sgd: 'name "A"\nlr = 0.01 in [0, inf)\nupdate\n  p -= lr * g\n',
  momentum: `name "B"\n${state}  v = momentum * v + g\n  p -= lr * v\n`,
  nesterov: `name "C"\n${state}  g = gradient at p + momentum * v\n  v = momentum * v - lr * g\n  p += v\n`,
  rmsprop:
    'name "D"\nlr = 0.01 in [0, inf)\nalpha = 0.99 in [0, 1]\neps = 1e-8 in [0, inf)\nstate v\nupdate\n  v = alpha * v + (1 - alpha) * g**2\n  p -= lr * g / (sqrt(v) + eps)\n',
  adam: 'name "E"\nlr = 0.01 in [0, inf)\nbeta1 = 0.9 in [0, 1)\nbeta2 = 0.999 in [0, 1)\neps = 1e-8 in [0, inf)\nstate m, v\nupdate\n  m = beta1 * m + (1 - beta1) * g\n  v = beta2 * v + (1 - beta2) * g**2\n  m_hat = m / (1 - beta1**t)\n  v_hat = v / (1 - beta2**t)\n  p -= lr * m_hat / (sqrt(v_hat) + eps)\n',
};
const count = 200;

/** What becomes of an expression, which is another number for nearly all values: a factor, a summand, another operator. */
function perturbed(expression: Expression, random: Random): Expression {
  const { at } = expression;
  const number = (value: number): Expression => ({ kind: 'number', value, at });
  const size = 10 ** -random.below(6);
  const kind = random.below(3);
  if (kind === 0 && expression.kind === 'binary' && expression.operator !== '**') {
    const others = (['+', '-', '*', '/'] as const).filter((each) => each !== expression.operator);
    return { ...expression, operator: others[random.below(others.length)] ?? '+' };
  }
  const operator = kind === 1 ? '+' : '*';
  const right = number(kind === 1 ? size : 1 + size);
  return { kind: 'binary', operator, left: expression, right, at };
}

/** The rule with one part perturbed. */
function perturb(rule: Rule, random: Random): { rule: Rule; what: string } {
  const all = changedOnce(rule, (expression) => expression);
  const place = random.below(all.length);
  const seed = random.below(1_000_000);
  const changes = changedOnce(rule, (expression) => perturbed(expression, createRandom(seed)));
  const change = changes[place];
  if (!change) throw new RangeError('expected a place');
  return {
    rule: change.rule,
    what: JSON.stringify(change.rule.program, (key, value) =>
      key.toLowerCase().endsWith('at') ? undefined : value,
    ),
  };
}

test.each(Object.entries(rules))(`none of ${count / 5} random changes of %s passes`, (id, text) => {
  const rule = parseRule(text);
  const exercise = ruleExercise(text);
  const random = createRandom(id.length);
  expect(checkRule(exercise, rule).kind).toBe('passed');
  for (let i = 0; i < count / 5; i++) {
    const { rule: wrong, what } = perturb(rule, random);
    expect(checkRule(exercise, wrong).kind, what).toBe('failed');
  }
});
