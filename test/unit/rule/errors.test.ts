import { expect, test } from 'vitest';
import { RuleError } from '../../../core/rule/errors.ts';
import { limits } from '../../../core/rule/limits.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { ruleText } from './ruleText.ts';

function errorOf(text: string): RuleError {
  try {
    parseRule(text, 'test.optimizer');
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error(`no error in\n${text}`);
}

/** Each text's message, without the name of the file. */
function messageOf(text: string): string {
  const { message } = errorOf(text);
  expect(message.startsWith('test.optimizer:')).toBe(true);
  return message.slice('test.optimizer:'.length);
}

test('an error has its place and the offending text', () => {
  const error = errorOf(ruleText('beta1 = 0.9', 'p = p - beta_1 * g'));
  expect(error.message).toBe("test.optimizer:6:11 — unknown name 'beta_1'; did you mean 'beta1'?");
  expect(error.at).toMatchObject({ file: 'test.optimizer', line: 6, column: 11, text: 'beta_1' });
  expect(error.reason).toBe("unknown name 'beta_1'; did you mean 'beta1'?");
});

test.each([
  [['p = p - k * g'], "5:11 — unknown name 'k'"],
  [['p = p - A * g'], "5:11 — unknown name 'A'"],
  [['p = p - sqr(g)'], "5:11 — unknown function 'sqr'; did you mean 'sqrt'?"],
  [['p = p - constructor(g)'], "5:11 — unknown function 'constructor'"],
  [['p = p - max(g)'], "5:11 — 'max' takes 2 values, not 1"],
  [['p = p - abs(g, 1)'], "5:11 — 'abs' takes 1 value, not 2"],
  [['p = p - abs()'], "5:15 — expected a number, a name or '(', found ')'"],
  [['a = 1', 'p = p - g'], "5:3 — 'a' is a hyperparameter, which an update can't assign"],
  [['t = 1', 'p = p - g'], "5:3 — 't' is the number of the step, which an update can't assign"],
  [['sqrt = 1', 'p = p - g'], "5:3 — 'sqrt' is a word of the rule language; choose another name"],
  [['v = a * v', 'p = p - v'], "5:11 — 'v' has no value yet; 'state v' keeps one from step to step"],
  [['p = p - x', 'x = g'], "5:11 — 'x' has no value yet; 'state x' keeps one from step to step"],
  [['m = g'], "4:1 — the update never assigns 'p', so the parameters would never change"],
  [['p = g = 1'], "5:9 — expected the end of the line, found '='"],
  [['p = 2g'], "5:8 — expected the end of the line, found 'g'"],
  [['p += g'], "5:5 — expected '=', found '+'"],
  [['p = (g'], "5:9 — expected ')', found the end of the line"],
  [['p = '], "5:7 — expected a number, a name or '(', found the end of the line"],
  [['p = g % 2'], "5:9 — '%' has no meaning in a rule"],
  [['p = 1e999'], '5:7 — 1e999 is too large for a number'],
  [['p = g', '  m = g'], '6:5 — the lines below update are indented by the same number of spaces'],
  [
    ['p = p - g', 'g = gradient at p'],
    "6:7 — 'gradient at' stands in the first line of the update or nowhere",
  ],
  [['m = gradient at p', 'p = p - g'], "5:3 — a gradient is assigned to 'g', not to 'm'"],
  [['g = gradient at g', 'p = p - g'], "5:19 — 'g' has no value yet where the gradient is taken"],
  [['g = gradient p', 'p = p - g'], "5:16 — expected 'at', found 'p'"],
])('in the update %j: %s', (update, message) => {
  expect(messageOf(ruleText(...update))).toBe(message);
});

const update = 'update\n  p = p - g';
test.each([
  [update, '1:1 — expected a line such as \'name "Adam"\' above the update'],
  [`name "A"\nname "B"\n${update}`, '2:6 — the rule already has the name "A"'],
  [`name " "\n${update}`, '1:6 — a rule has a name to show'],
  [`name Adam\n${update}`, "1:6 — expected a name in double quotes, found 'Adam'"],
  [`name "Adam\n${update}`, '1:6 — a string without a closing quote'],
  [`name "A"\nlr = 20 in (0, 10]\n${update}`, '2:6 — lr = 20 — expected 0 < lr <= 10'],
  [`name "A"\nlr = 0 in (0, 10]\n${update}`, '2:6 — lr = 0 — expected 0 < lr <= 10'],
  [`name "A"\nlr = 1 in (10, 0]\n${update}`, '2:6 — lr = 1 — expected 10 < lr <= 0'],
  [`name "A"\nlr = 1\n${update}`, "2:7 — expected 'in', found the end of the line"],
  [`name "A"\nlr = 1 in 2\n${update}`, "2:11 — expected a range such as '(0, 1]', found '2'"],
  [`name "A"\nlr = x in (0, 1]\n${update}`, "2:6 — expected a number, found 'x'"],
  [`name "A"\ng = 1 in [0, 1]\n${update}`, "2:1 — 'g' is already the gradient; choose another name"],
  [`name "A"\nstate m, m\n${update}`, "2:10 — 'm' is already a state; choose another name"],
  [`name "A"\nstate lr\nlr = 1 in [0, 1]\n${update}`, "3:1 — 'lr' is already a state; choose another name"],
  [`name "A"\n  state m\n${update}`, '2:3 — only the lines below update are indented'],
  ['name "A"\nupdate\np = p - g', '3:1 — the lines below update are indented'],
  ['name "A"\n', "2:1 — expected 'update' and the lines of the update below it, indented"],
  ['', "1:1 — expected 'update' and the lines of the update below it, indented"],
  ['β = 1 in [0, 1]', "1:1 — 'β' has no meaning in a rule"],
  ['🙂', "1:1 — '🙂' has no meaning in a rule"],
])('in %j: %s', (text, message) => {
  expect(messageOf(text)).toBe(message);
});

test.each([
  ['a long text', `#${' '.repeat(limits.characters)}`, /at most 65536/],
  ['deep parentheses', ruleText(`p = ${'('.repeat(10_000)}p${')'.repeat(10_000)}`), /more than 256 parts/],
  ['many minus signs', ruleText(`p = ${'-'.repeat(10_000)}p`), /more than 256 parts/],
  ['a long sum', ruleText(`p = p${' + g'.repeat(10_000)}`), /more than 256 parts/],
  ['a long name', ruleText(`p = p`, `${'x'.repeat(101)} = g`), /at most 100 characters/],
  [
    'many names',
    ruleText('p = p', ...Array.from({ length: 200 }, (_, i) => `x${i} = g`)),
    /at most 128 names/,
  ],
  ['many lines', ruleText(...Array.from({ length: 300 }, () => 'p = p - g')), /at most 256 lines/],
])('refuses %s', (_, text, message) => {
  expect(messageOf(text)).toMatch(message);
});

test('takes an expression as deep as a line can be', () => {
  const depth = 120;
  expect(() => parseRule(ruleText(`p = ${'('.repeat(depth)}p${')'.repeat(depth)}`))).not.toThrow();
});
