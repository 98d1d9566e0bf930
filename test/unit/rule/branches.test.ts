/** What may stand below `if`, in conditions, and in what depends on them: messages as people see them. */
import { expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { declaredRule, errorOf, messageOf } from './ruleText.ts';

/** The update starts in line 6. */
function textOf(...lines: readonly string[]): string {
  const declarations = [
    'a = 2 in [0, 9]',
    'option amsgrad = false',
    'option form = pytorch in {pytorch, keras}',
  ];
  return declaredRule([...declarations, 'state m', 'scalar q'], lines);
}

const unexpectedIndentation = 'unexpected indentation; the lines of a block begin in the same column';

test.each([
  [['if a > 0'], "8:3 — expected lines below 'if', indented further than it"],
  [['if a > 0', 'p = g'], "9:3 — the lines below 'if' are indented further than it"],
  [['if a > 0', '  p = 1', 'else'], "10:3 — expected lines below 'else', indented further than it"],
  [['if a > 0', '  p = 1', 'else', 'p = 2'], "11:3 — the lines below 'else' are indented further than it"],
  [
    ['if a > 0', '  p = 1', 'elif a < 0', 'p = 2'],
    "11:3 — the lines below 'elif' are indented further than it",
  ],
  [['else', '  p = 1'], "8:3 — 'else' without an 'if' above it"],
  [['elif a > 0', '  p = 1'], "8:3 — 'elif' without an 'if' above it"],
  [['if a > 0', '  p = 1', 'p = 2', 'else', '  p = 3'], "11:3 — 'else' without an 'if' above it"],
  [['if a > 0', '  p = 1', 'else', '  p = 2', 'else', '  p = 3'], "12:3 — 'else' without an 'if' above it"],
  [['if a > 0', '  p = 1', '  else', '  p = 2'], "10:5 — 'else' without an 'if' above it"],
  [['if a > 0', '    p = 1', '  p = 2'], `10:5 — ${unexpectedIndentation}`],
  [['if a > 0', '  p = 1', '    p = 2'], `10:7 — ${unexpectedIndentation}`],
  [['p = 1', '  p = 2'], `9:5 — ${unexpectedIndentation}`],
  [['if a > 0: p = 1'], "8:13 — expected the end of the line, found 'p'"],
  [['if', '  p = 1'], "8:5 — expected a number, a name or '(', found the end of the line"],
  [['if a > 0 or', '  p = 1'], "8:14 — expected a number, a name or '(', found the end of the line"],
])('the blocks %j: %s', (lines, message) => {
  expect(messageOf(textOf(...lines))).toBe(message);
});

test.each([
  ['a = 1', "8:8 — a condition compares with '=='"],
  ['a', "8:6 — 'a' is a number; compare it, as in 'a > 0'"],
  ['not m', "8:10 — 'm' is a number; compare it, as in 'm > 0'"],
  ['a > 0 and g', "8:16 — 'g' is a number; compare it, as in 'g > 0'"],
  ['1', "8:6 — expected a condition such as 't == 1', found a number"],
  ['a + 1 or a > 0', "8:6 — expected a condition such as 't == 1', found a number"],
  [
    '(a > 0) + 1 > 0',
    "8:6 — expected a number, found a condition; 'where(condition, a, b)' makes a number of it",
  ],
  ['not a + 1', "8:10 — expected a condition such as 't == 1', found a number"],
  ['0 < a < 1', "8:12 — comparisons don't chain; write 'a < b and b < c'"],
  ['!amsgrad', "8:6 — '!' has no meaning in a rule; write 'not'"],
  ['amsgard', "8:6 — unknown name 'amsgard'; did you mean 'amsgrad'?"],
  ['x > 0', "8:6 — unknown name 'x'"],
  ['amsgrad == true', "8:6 — 'amsgrad' is true or false; it needs no comparison"],
  ['amsgrad > 0', "8:6 — 'amsgrad' is true or false; it needs no comparison"],
  ['0 < amsgrad', "8:10 — 'amsgrad' is an option; it stands on the left of a comparison"],
  ['amsgrad + 1 > 0', "8:6 — 'amsgrad' is an option, not a number; it decides an 'if' or 'where'"],
  ['form', "8:6 — 'form' is one of pytorch, keras; compare it with one of them"],
  ['not form', "8:10 — 'form' is one of pytorch, keras; compare it with one of them"],
  ['form == 1', "8:6 — 'form' is one of pytorch, keras; compare it with one of them"],
  ['form == kears', "8:14 — unknown choice 'kears' of 'form'; did you mean 'keras'?"],
  ['form == jax', "8:14 — unknown choice 'jax' of 'form'; there are pytorch, keras"],
  ['form == amsgrad', "8:14 — unknown choice 'amsgrad' of 'form'; there are pytorch, keras"],
  ['form < keras', "8:6 — 'form' is a word; compare it with '==' or '!='"],
  ['keras == form', "8:15 — 'form' is an option; it stands on the left of a comparison"],
  ['keras == 1', "8:6 — unknown name 'keras'"],
])('if %s: %s', (condition, message) => {
  expect(messageOf(textOf(`if ${condition}`, '  p = 1'))).toBe(message);
});

test.each([
  ['p = amsgrad', "8:7 — 'amsgrad' is an option, not a number; it decides an 'if' or 'where'"],
  ['p = 2 * form', "8:11 — 'form' is an option, not a number; it decides an 'if' or 'where'"],
  ['p = a > 0', "8:7 — expected a number, found a condition; 'where(condition, a, b)' makes a number of it"],
  [
    'p = not amsgrad',
    "8:7 — expected a number, found a condition; 'where(condition, a, b)' makes a number of it",
  ],
  [
    'p = 2 * (a > 0)',
    "8:11 — expected a number, found a condition; 'where(condition, a, b)' makes a number of it",
  ],
  ['p = where(a, 1, 2)', "8:13 — 'a' is a number; compare it, as in 'a > 0'"],
  ['p = where(form == jax, 1, 2)', "8:21 — unknown choice 'jax' of 'form'; there are pytorch, keras"],
  ['p = where(a > 0, 1)', "8:21 — expected ',', found ')'"],
  ['p = where(a > 0, 1, 2, 3)', "8:24 — expected ')', found ','"],
  ['p = where(a = 0, 1, 2)', "8:15 — a condition compares with '=='"],
  [
    'p = where(a > 0, g > 0, 1)',
    "8:20 — expected a number, found a condition; 'where(condition, a, b)' makes a number of it",
  ],
  ['amsgrad = 1', "8:3 — 'amsgrad' is an option, which an update can't assign"],
  ['form = keras', "8:3 — 'form' is an option, which an update can't assign"],
])('%s: %s', (line, message) => {
  expect(messageOf(textOf(line))).toBe(message);
});

const noValue = "may have no value here; assign it above the 'if', or below 'else' too";

test.each([
  [['if a > 0', '  x = 1', 'p = x'], `10:7 — 'x' ${noValue}`],
  [['if a > 0', '  x = 1', 'else', '  p = x'], `11:9 — 'x' ${noValue}`],
  [['if a > 0', '  x = 1', 'elif a < 0', '  x = 2', 'p = x'], `12:7 — 'x' ${noValue}`],
  [['if amsgrad', '  x = 1', 'if x > 0', '  p = 1'], `10:6 — 'x' ${noValue}`],
  [['if a > 0', '  if t > 0', '    x = 1', 'else', '  x = 2', 'p = x'], `13:7 — 'x' ${noValue}`],
  [['if a > 0', '  p = x', 'x = 1'], "9:9 — 'x' has no value yet; 'state x' keeps one from step to step"],
])('%j: %s', (lines, message) => {
  expect(messageOf(textOf(...lines))).toBe(message);
});

test.each([
  [['if a > 0', '  x = 1', 'else', '  x = 2', 'p = x']],
  [['x = 0', 'if a > 0', '  x = 1', 'p = x']],
  [['if a > 0', '  x = 1', '  p = x']],
  [['if a > 0', '  x = 1', 'elif a < 0', '  x = 2', 'else', '  x = 3', 'p = x']],
  [['if a > 0', '  x = 1', '  p = x', 'if a < 0', '  x = 2', '  p = x']],
])('%j gives every name a value where it is read', (lines) => {
  expect(() => parseRule(textOf(...lines))).not.toThrow();
});

const scalar = "'q' is a scalar, which can't depend on tensors such as 'p' and 'g'";

test.each([
  [['q = g', 'p = q'], `8:3 — ${scalar}`],
  [['q = m * 0', 'p = q'], `8:3 — ${scalar}`],
  [['q = norm(g)', 'p = q'], `8:3 — ${scalar}`],
  [['q = global_norm(g)', 'p = q'], `8:3 — ${scalar}`],
  [['q += where(p > 0, 1, 2)', 'p = q'], `8:3 — ${scalar}`],
  [['x = g', 'x = x + 1', 'q = x', 'p = q'], `10:3 — ${scalar}`],
  [['if g > 0', '  q = 1', 'p = q'], `9:5 — ${scalar}`],
  [['if t > 0', '  if mean(p) > 0', '    q = 1', 'p = q'], `10:7 — ${scalar}`],
  [['x = 1', 'if g > 0', '  x = 2', 'q = x', 'p = q'], `11:3 — ${scalar}`],
  [['if g > 0', '  x = 1', 'else', '  x = 1', 'q = x', 'p = q'], `12:3 — ${scalar}`],
])('%j: %s', (lines, message) => {
  expect(messageOf(textOf(...lines))).toBe(message);
});

test.each([
  [['p = global_norm(p)'], "8:7 — 'global_norm' takes only 'g'"],
  [['p = global_norm(2 * g)'], "8:7 — 'global_norm' takes only 'g'"],
  [['g = 2 * g', 'p = global_norm(g)'], "9:7 — 'global_norm' stands above the lines that change 'g'"],
  [
    ['if amsgrad', '  g = -g', 'p = global_norm(g)'],
    "10:7 — 'global_norm' stands above the lines that change 'g'",
  ],
])('%j: %s', (lines, message) => {
  expect(messageOf(textOf(...lines))).toBe(message);
});

const perElement = "above the 'if', whose condition differs from element to element";

test.each([
  [['if g > 0', '  p = norm(g)'], `9:9 — take 'norm' ${perElement}`],
  [['if g > norm(g)', '  m = 1', 'else', '  p = sum(g)'], `11:9 — take 'sum' ${perElement}`],
  [['if g > 0', '  if mean(p) > 0', '    p = 1'], `9:8 — take 'mean' ${perElement}`],
  [['x = g', 'if x > 0', '  if a > 0', '    p = 1 + norm(g)'], `11:15 — take 'norm' ${perElement}`],
])('%j: %s', (lines, message) => {
  expect(messageOf(textOf(...lines))).toBe(message);
});

test.each(['m', 'g', 'x'])("a choice named '%s' like a tensor is known before the step", (choice) => {
  const declarations = [`option form = other in {other, ${choice}}`, 'state m', 'scalar q'];
  const lines = ['x = g', `if form == ${choice}`, '  q = norm_of', '  p = norm(p)', 'p = x'];
  const text = declaredRule(declarations, ['norm_of = t', ...lines]);
  expect(() => parseRule(text)).not.toThrow();
});

test('an error below an if has the offending text and its place', () => {
  const { at, reason } = errorOf(textOf('if a > 0', '  m = 1', '  p = kk'));
  expect({ ...at, reason }).toMatchObject({ line: 10, column: 9, text: 'kk', reason: "unknown name 'kk'" });
});

test.each([
  ['spaces, then tabs', 'name "A"\nupdate\n  if t > 0\n\t\tp = g', '4:3'],
  ['tabs, then spaces', 'name "A"\nupdate\n\tp = g\n p = g', '4:2'],
  ['tabs and spaces in one line', 'name "A"\nupdate\n\tif t > 0\n\t  p = g', '4:4'],
])('refuses %s', (_, text, place) => {
  expect(messageOf(text)).toBe(
    `${place} — the lines of an update are indented by spaces or by tabs, not by both`,
  );
});
