/** Whether a rule moves up the gradient. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { fillSettings } from '../../../../core/rule/check/settings.ts';
import { climbsIn, movesUp } from '../../../../core/rule/inspect/ascent.ts';
import { parseRule } from '../../../../core/rule/parseRule.ts';

const mine = (...lines: readonly string[]) =>
  parseRule(
    [
      ...['name "Mine"', 'lr = 0.1 in [0, 10]', 'beta = 0.9 in [0, 1]', 'state m', 'update'],
      ...lines.map((line) => `  ${line}`),
    ].join('\n'),
    'mine.optimizer',
  );
const goesUp = (...lines: readonly string[]) => {
  const rule = mine(...lines);
  return movesUp(rule, fillSettings(rule, {}));
};

test.each(optimizers.map(({ id, rule }) => ({ id, rule })))('$id moves down', ({ rule }) => {
  expect(movesUp(rule, fillSettings(rule, {}))).toBe(false);
});

test('unless it is asked to move up, which is no fault', () => {
  const sgd = optimizers.find(({ id }) => id === 'sgd') ?? expect.fail('no SGD');
  expect(movesUp(sgd.rule, fillSettings(sgd.rule, { maximize: true }))).toBe(false);
});

describe('with the wrong sign', () => {
  test.each([
    [['p = p + lr * g']],
    [['m = beta * m + g', 'p += lr * m']],
    [['m = beta * m - (1 - beta) * g', 'p -= lr * m']],
    [['p += lr * g / (sqrt(g**2) + 1e-8)']],
    [['p += lr * sign(g)']],
    [['g = gradient at p + lr * m', 'm = beta * m + g', 'p += lr * m']],
    // Its first step stays.
    [['p += lr * m', 'm = g']],
    // Decay alone goes down here.
    [['p = p - 5 * lr * p + lr * g']],
  ])('%j', (lines) => expect(goesUp(...lines)).toBe(true));
});

describe('with the right one', () => {
  test.each([
    [['p -= lr * g']],
    // Decay goes up where p and g have different signs, and beyond 0 from step to step.
    [['p -= lr * (g + 50 * p)']],
    // Goes nowhere, and is not a number.
    [['p = p']],
    [['p = p + lr * abs(g)']],
    [['p += lr * g + sqrt(-1 - g**2)']],
  ])('%j', (lines) => expect(goesUp(...lines)).toBe(false));
});

test('the first step that moves is told, also where others stay', () => {
  const stays = mine('p += lr * m', 'm = g');
  expect(climbsIn(stays, fillSettings(stays, {}))).toBe(2);
});
