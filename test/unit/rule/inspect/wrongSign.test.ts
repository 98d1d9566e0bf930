/** Where the sign of a rule goes wrong. */
import { describe, expect, test } from 'vitest';
import { fillSettings } from '../../../../core/rule/check/settings.ts';
import { wrongSignOf } from '../../../../core/rule/inspect/wrongSign.ts';
import { parseRule } from '../../../../core/rule/parseRule.ts';

/** The first line of the update is line 6. */
function signOf(...lines: readonly string[]) {
  const head = ['name "Mine"', 'lr = 0.1 in [0, 10]', 'beta = 0.9 in [0, 1]', 'state m, v', 'update'];
  const rule = parseRule([...head, ...lines.map((line) => `  ${line}`)].join('\n'), 'mine.optimizer');
  return wrongSignOf(rule, fillSettings(rule, {}));
}

test('a rule that moves down has none', () => {
  expect(signOf('m = beta * m - lr * g', 'p = p + m')).toBeNull();
  expect(signOf('p -= lr * g')).toBeNull();
});

describe('the line that takes the step has it', () => {
  test.each<[readonly string[], number]>([
    [['p += lr * g'], 6],
    [['p *= 1 - lr', 'm = g', 'p = lr * m + p', 'p *= 0.9'], 8],
    [['p = p - lr * p', 'm = g', 'p = p + lr * m'], 8],
    [['m = m + g', 'if beta > 0', '  p += lr * m', 'm = 0'], 8],
    [['m = beta * m + g', 'v = v + g**2', 'p = p - lr * (-m) / sqrt(v)'], 8],
    // Turned there and back.
    [['m = -g', 'm = -m', 'p += lr * m'], 8],
    [['m = -g', 'v = -m', 'p += lr * v'], 8],
    // Turned, and not read.
    [['m = g', 'v = -g', 'p += lr * m'], 8],
    // In a step before.
    [['p += lr * m', 'm = g'], 6],
  ])('%j', (lines, line) => expect(signOf(...lines)).toMatchObject({ line, turned: null }));
});

describe('an earlier line has it, whose value the step subtracts', () => {
  test.each<[readonly string[], string, number, number]>([
    [['m = beta * m - (1 - beta) * g', 'p -= lr * m'], 'm', 6, 7],
    [['v = beta * v + g**2', 'm = beta * m - g', 'h = m / (1 - beta**t)', 'p -= h / sqrt(v)'], 'm', 7, 9],
    [['m = beta * m + g', 'h = -m', 'p -= lr * h', 'm = -m'], 'h', 7, 8],
  ])('%j', (lines, name, from, line) =>
    expect(signOf(...lines)).toEqual({ step: 1, line, turned: { name, line: from } }),
  );
});

test('a step that stays has no sign', () => {
  expect(signOf('m = beta * m - g', 'if t > 2', '  p -= lr * m')).toEqual({
    ...{ step: 3, line: 8 },
    turned: { name: 'm', line: 6 },
  });
});
