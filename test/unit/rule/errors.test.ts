import { expect, test } from 'vitest';
import { errorOf, messageOf, ruleText } from './ruleText.ts';

test('an error has its place and the offending text', () => {
  const error = errorOf(ruleText('beta1 = 0.9', 'p = p - beta_1 * g'));
  expect(error.message).toBe("test.optimizer:6:11 — unknown name 'beta_1'; did you mean 'beta1'?");
  expect(error.at).toMatchObject({ file: 'test.optimizer', line: 6, column: 11, text: 'beta_1' });
  expect(error.reason).toBe("unknown name 'beta_1'; did you mean 'beta1'?");
});

test.each([
  [['p = p - k * g'], "5:11 — unknown name 'k'"],
  [['p = p - A * g'], "5:11 — unknown name 'A'; did you mean 'a'?"],
  [['p = p - sqr(g)'], "5:11 — unknown function 'sqr'; did you mean 'sqrt'?"],
  [
    ['p = p - constructor(g)'],
    "5:11 — unknown function 'constructor'; there are abs, clip, exp, log, max, min, pow, sign, sqrt, tanh, norm, sum, mean, global_norm, where",
  ],
  [['p = p - nrm(g)'], "5:11 — unknown function 'nrm'; did you mean 'norm'?"],
  [['p = p - norm(g, p)'], "5:11 — 'norm' takes 1 value, not 2"],
  [['p = p - sqrt'], "5:11 — 'sqrt' is a function; it takes values in parentheses"],
  [['p = p - where'], "5:11 — 'where' is a function; it takes values in parentheses"],
  [['p = p - inf'], "5:11 — 'inf' is a word of the rule language and has no value"],
  [
    ['p = p - gradient'],
    "5:11 — 'gradient' is a word of the rule language and has no value; the gradient is 'g'",
  ],
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
  [['p **= 2'], "5:5 — expected '=', found '**'"],
  [['p++'], "5:4 — expected '=', found '+'"],
  [['2 = p'], "5:3 — expected a name to assign to or 'if', found '2'"],
  [['x += 1', 'p = x'], "5:3 — 'x' has no value yet; 'state x' keeps one from step to step"],
  [['a += 1', 'p = a'], "5:3 — 'a' is a hyperparameter, which an update can't assign"],
  [['p = (g'], "5:9 — expected ')', found the end of the line"],
  [['p = '], "5:7 — expected a number, a name or '(', found the end of the line"],
  [['p = g % 2'], "5:9 — '%' has no meaning in a rule"],
  [['p = 1e999'], '5:7 — 1e999 is too large for a number; the largest is 1.797e308'],
  [['p = g & 1'], "5:9 — '&' has no meaning in a rule; write 'and'"],
  [['p = g | 1'], "5:9 — '|' has no meaning in a rule; write 'or'"],
  [['p = g ^ 2'], "5:9 — '^' has no meaning in a rule; write '**'"],
  [['p = 1 if g > 0 else 2'], "5:9 — 'a if condition else b' is written 'where(condition, a, b)'"],
  [
    ['p = p - g', 'g = gradient at p'],
    "6:7 — 'g = gradient at …' stands in the first line of the update or nowhere",
  ],
  [
    ['g += gradient at p', 'p = p - g'],
    "5:8 — 'g = gradient at …' stands in the first line of the update or nowhere",
  ],
  [['m = gradient at p', 'p = p - g'], "5:3 — a gradient is assigned to 'g', not to 'm'"],
  [
    ['g = gradient at x', 'x = 1', 'p = g'],
    "5:19 — 'x' has no value yet; 'state x' keeps one from step to step",
  ],
  [
    ['g = gradient at p', '  p = g'],
    '6:5 — unexpected indentation; the lines of a block begin in the same column',
  ],
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
  [`name "A"\nlr = 1\n${update}`, "2:7 — expected a range such as 'in [0, inf)', found the end of the line"],
  [`name "A"\nlr = 1 in 2\n${update}`, "2:11 — expected a range such as '(0, 1]', found '2'"],
  [`name "A"\nlr = x in (0, 1]\n${update}`, "2:6 — expected a number, found 'x'"],
  ...[
    ...['m = 0.9 * m', 'p -= lr * g', 'm = g', 'm = sqrt(lr)', 'if t > 1', 'else'],
    ...['m = -lr + 1', 'lr = lr ** 2', 'm *= lr'],
  ].map((line) => [
    `name "A"\n${line}\n${update}`,
    "2:1 — a line that computes stands below 'update', indented",
  ]),
  ['name "A"\nstep:\n  p = p - g', "2:1 — unknown word 'step'; did you mean 'update'?"],
  ['name "A"\nstep\np = p - g', "2:5 — expected '=', found the end of the line"],
  [`name "A"\nm += g\n  p = p - g`, "2:1 — a line that computes stands below 'update', indented"],
  [`name "A"\nlr = half\n${update}`, "2:6 — expected a number, found 'half'"],
  [`name "A"\nlr = half * 2 in [0, 1]\n${update}`, "2:6 — expected a number, found 'half'"],
  [`name "A"\nlr = 1 / 2\n${update}`, "2:8 — expected a range such as 'in [0, inf)', found '/'"],
  [`name "A"\nif = 1 in [0, 1]\n${update}`, "2:1 — 'if' is a word of the rule language; choose another name"],
  [`name "A"\nstate = g\n${update}`, "2:7 — expected the name of a state, found '='"],
  [`name "A"\ng = 1 in [0, 1]\n${update}`, "2:1 — 'g' is already the gradient; choose another name"],
  [`name "A"\nstate m, m\n${update}`, "2:10 — 'm' is already a state; choose another name"],
  [`name "A"\nstate lr\nlr = 1 in [0, 1]\n${update}`, "3:1 — 'lr' is already a state; choose another name"],
  [`name "A"\n  state m\n${update}`, "2:3 — only the lines below 'update' are indented"],
  ['name "A"\nupdate\np = p - g', "3:1 — the lines below 'update' are indented further than it"],
  [`name "A"\n${update}\nstate m`, "4:1 — the lines below 'update' are indented further than it"],
  ['name "A"\nupdate p = g', "2:8 — expected the end of the line, found 'p'"],
  ['name "A"\nupdate\n', "2:1 — the update never assigns 'p', so the parameters would never change"],
  [
    `name "A"\n1 = 2\n${update}`,
    "2:1 — expected 'name', 'option', 'state', 'scalar', a hyperparameter or 'update', found '1'",
  ],
  [`name 'A'\n${update}`, `1:6 — ''' has no meaning in a rule; write '"'`],
  ['name "A"\n', "2:1 — expected 'update' and the lines of the update below it, indented"],
  ['', "1:1 — expected 'update' and the lines of the update below it, indented"],
  ['β = 1 in [0, 1]', "1:1 — 'β' has no meaning in a rule; write 'beta'"],
  [
    'größe = 1 in [0, 1]',
    "1:1 — 'größe' has no meaning in a rule, whose names are made of the letters from a to z, digits and '_', and begin with a letter",
  ],
  [
    '_lr = 1 in [0, 1]',
    "1:1 — '_lr' has no meaning in a rule, whose names are made of the letters from a to z, digits and '_', and begin with a letter",
  ],
  ['m̂β₁ = 1 in [0, 1]', "1:1 — 'm̂β₁' has no meaning in a rule; write 'm_hatbeta1'"],
  [`nam "A"\n${update}`, "1:1 — unknown word 'nam'; did you mean 'name'?"],
  [`name "A"\noptoin x = true\n${update}`, "2:1 — unknown word 'optoin'; did you mean 'option'?"],
  [`name "A"\n${update}`.replace('update', 'updat:'), "2:1 — unknown word 'updat'; did you mean 'update'?"],
  [`name "A"\n${update}\n  elsif t > 1\n    p = 1`, "4:3 — unknown word 'elsif'; did you mean 'elif'?"],
  [`name "A"\n${update}\n  esle:\n    p = 1`, "4:3 — unknown word 'esle'; did you mean 'else'?"],
  [`name "A"\n${update}\n  q t`, "4:5 — expected '=', found 't'"],
  [`name "A"\nrate 0.1\n${update}`, "2:6 — expected '=', found '0.1'"],
  ['🙂', "1:1 — '🙂' has no meaning in a rule"],
  ['lr\u200b = 1', '1:3 — the character U+200B has no meaning in a rule'],
  ['lr\u00a0= 1', '1:3 — the character U+00A0 has no meaning in a rule'],
  ['\ud800lr = 1', '1:1 — the character U+D800 has no meaning in a rule'],
])('in %j: %s', (text, message) => {
  expect(messageOf(text)).toBe(message);
});
