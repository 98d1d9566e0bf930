import { expect, test } from 'vitest';
import { hoist } from '../../../core/rule/hoist.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { javascriptSource } from '../../../core/rule/targets/javascript.ts';
import { ruleText } from './ruleText.ts';

function hoisted(...update: readonly string[]) {
  const rule = parseRule(ruleText(...update));
  const { perStep, perParameter } = hoist(rule, rule.program.assignments);
  return {
    perStep: perStep.map(({ target }) => target),
    perParameter: perParameter.map(({ target }) => target),
  };
}

/** The lines of the generated update that stand before its loop and assign a computed value. */
function beforeTheLoop(...update: readonly string[]): string[] {
  const [before = ''] = javascriptSource(parseRule(ruleText(...update))).split('  for (');
  return (before.match(/^ {2}const \$.*$/gm) ?? []).filter(
    (line) => !/= (hyperparameters\.\w+|step);$/.test(line),
  );
}

test('computes what is the same for every parameter once a step', () => {
  expect(beforeTheLoop('p = p - g / (1 - a**t)')).toEqual(['  const $u1 = 1 - Math.pow($a, $t);']);
});

test('takes out the largest such part, and only that', () => {
  expect(beforeTheLoop('p = p - (a + 1) * (t + 1) * g * (a * t)')).toEqual([
    '  const $u1 = ($a + 1) * ($t + 1);',
    '  const $u2 = $a * $t;',
  ]);
});

test('takes out nothing that would change the order of operations', () => {
  expect(beforeTheLoop('p = p * a * t')).toEqual([]);
});

test('computes the same operation once', () => {
  expect(beforeTheLoop('m = (1 - a) * g', 'p = p - (1 - a) * m')).toEqual(['  const $u1 = 1 - $a;']);
});

test('takes out a local that is the same for every parameter, and what follows from it', () => {
  expect(hoisted('c = 1 - a**t', 'd = sqrt(c)', 'p = p - d * g')).toEqual({
    perStep: ['c', 'd'],
    perParameter: ['p'],
  });
});

test('leaves a local that is assigned more than once where it is', () => {
  expect(hoisted('c = a', 'p = p - c * g', 'c = a * t', 'p = p - c * g')).toEqual({
    perStep: ['u1'],
    perParameter: ['c', 'p', 'c', 'p'],
  });
});

test("doesn't take a name that the rule has", () => {
  expect(hoisted('u1 = g', 'p = p - u1 * (a * t)').perStep).toEqual(['u2']);
});
