/** The forms that misconceptions are looked for in. */
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../../core/rule/parseRule.ts';
import { assignmentsIn } from '../../../../core/rule/syntax/walk.ts';
import { complementOf, isName, meanOf } from '../../../../core/ruleTests/misconceptions/patterns.ts';

/** The line `m = …` of a rule. */
function lineOf(value: string) {
  const text = `name "R"\nlr = 0.1 in [0, inf)\nb = 0.9 in [0, 1)\nstate m\nupdate\n  m = ${value}\n  p -= lr * m\n`;
  const [line] = assignmentsIn(parseRule(text).program.statements);
  return line ?? expect.fail('expected a line');
}

describe('a complement', () => {
  test.each(['1 - b', '1 - m'])('is %s', (value) => {
    expect(complementOf(lineOf(value).value)).toMatchObject({ kind: 'name', name: value.at(-1) });
  });

  test.each(['2 - b', 'b - 1', '1 + b', 'lr - b', '-b', '1'])('is not %s', (value) => {
    expect(complementOf(lineOf(value).value)).toBeNull();
  });
});

test('a name is that name alone', () => {
  expect(['b', 'lr', '1', '-b'].map((value) => isName(lineOf(value).value, 'b'))).toEqual([
    ...[true, false, false, false],
  ]);
});

test.each([
  ['b * m + (1 - b) * g', true],
  ['b * m + (1 - lr) * g', false],
  ['b * m + (2 - b) * g', false],
  ['b * g + (1 - b) * g', false],
  ['b * m - (1 - b) * g', false],
])('whether %s is a mean: %s', (value, is) => {
  expect(meanOf(lineOf(value)) !== null).toBe(is);
});
