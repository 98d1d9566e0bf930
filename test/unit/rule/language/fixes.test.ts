/** Quick fixes: what is offered, what it makes of a text, and that it leaves less to mend, whatever it is offered for. */
import { describe, expect, test } from 'vitest';
import { type Fix, fixers, fixesAt } from '../../../../core/rule/language/fixes/fixes.ts';
import { marksOf } from '../../../../core/rule/language/marks.ts';
import { applyEdits } from '../../../../core/rule/language/source.ts';
import { ruleWith } from './cursor.ts';
import { toMend } from './toMend.ts';

const lr = 'lr = 0.1 in [0, inf)';
const below = (...update: string[]) => ruleWith({ declarations: [lr, 'state m'], update });
const above = (...declarations: string[]) =>
  ruleWith({ declarations: [lr, ...declarations], update: ['p -= lr * g'] });
/** A rule with an option, and a line below an `if` that asks for it. */
const asking = (option: string, condition: string) =>
  above(option).replace('p -=', `if ${condition}\n    g = 1\n  p -=`);

const fixesOf = (text: string): readonly Fix[] => fixesAt(text, { start: 0, end: text.length });

/** For a mark of a text: the title of its likeliest fix, and the lines that the fix makes. */
const cases: readonly (readonly [code: string, text: string, title: string, lines: readonly string[]])[] = [
  ['foreign-statement', below('m = g', 'p -= lr * m', 'return p'), 'Remove this line', []],
  [
    'one-number',
    ruleWith().replace('beta = 0.9 in [0, 1)', 'beta, eps = 0.9, 2').replace('* g', '* g * eps'),
    "Declare 'beta' and 'eps'",
    ['beta = 0.9 in [0, 1)', 'eps = 2 in [0, inf)'],
  ],
  [
    'computed-above',
    `name "A"\n${lr}\nstate m\nm = 0.9 * m + g\np -= lr * m\n`,
    "Add 'update' above the lines that compute",
    ['update', '  m = 0.9 * m + g', '  p -= lr * m'],
  ],
  [
    'computed-above',
    `name "A"\n${lr}\n\nif t > 1\n  g = 2 * g\n\nb = 0.9 in [0, 1)\np -= lr * b * g`,
    "Add 'update' above the lines that compute",
    ['update', '  if t > 1', '    g = 2 * g', '  p -= lr * b * g'],
  ],
  [
    'computed-above',
    `name "A"\n${lr}\nstate m\nm += g\nb = 0.9 in [0, 1)\nupdate\n    p -= lr * m * b\n`,
    "Move it below 'update'",
    ['    m += g'],
  ],
  [
    'missing-update',
    `name "A"\n${lr}\np -= lr * g\n`,
    "Add 'update' above the lines that compute",
    ['update', '  p -= lr * g'],
  ],
  // What is brought to light is mended, too.
  [
    'unknown-character',
    'name "A"\nlr = 1 in [0, 2]\nμ = 0.9\nupdate\n  p -= lr * g\n',
    "Change to 'mu', and add the range [0, 1)",
    ['mu = 0.9 in [0, 1)'],
  ],
  [
    'indentation',
    'name "A"\nlr = 1 in [0, 2]\nupdate\nw = w - lr * g\n',
    "Indent it below the update, and change 'w' to 'p'",
    ['  p = p - lr * g'],
  ],
  [
    'unknown-character',
    below('if t > 1 && t < 3', '  m = g', 'p -= lr * m'),
    "Change to 'and'",
    ['  if t > 1 and t < 3'],
  ],
  ['unknown-character', below('m = g;', 'p -= lr * m'), "Remove ';'", ['  m = g']],
  ['unknown-character', below('m = g', 'p -= lr × m · 2'), "Change to '*'", ['  p -= lr * m * 2']],
  ['unknown-character', below('m = g.', 'p -= lr * m'), "Remove '.'", ['  m = g']],
  ['unknown-character', below('m = g😀', 'p -= lr * m'), "Remove '😀'", ['  m = g']],
  ['unclosed-string', ruleWith().replace('"Test"', '"Test  # x'), 'Close the string', ['name "Test"  # x']],
  ['syntax', below('iff t > 1', '  m = g', 'p -= lr * m'), "Change to 'if'", ['  if t > 1']],
  ['syntax', ruleWith().replace('update', 'updat'), "Change to 'update'", ['update']],
  ['syntax', ruleWith().replace('state m', 'stat m'), "Change to 'state'", ['state m']],
  [
    'syntax',
    below('if t > 1', '  m = g', 'else if t > 3', '  m = p', 'p -= lr * m'),
    "Change to 'elif'",
    ['  elif t > 3'],
  ],
  ['syntax', below('if t = 1', '  m = g', 'p -= lr * m'), "Change to '=='", ['  if t == 1']],
  ['syntax', ruleWith().replace('"Test"', 'Test rule'), 'Put the name in quotes', ['name "Test rule"']],
  ['syntax', ruleWith().replace('name "Test"', 'name: Test'), 'Put the name in quotes', ['name "Test"']],
  ['syntax', ruleWith().replace('name', 'optimizer'), "Change to 'name'", ['name "Test"']],
  ['syntax', ruleWith().replace('beta =', 'float beta ='), "Remove 'float'", ['beta = 0.9 in [0, 1)']],
  ['syntax', ruleWith().replace('update', 'step'), "Change to 'update'", ['update']],
  ['syntax', ruleWith().replace('update', 'update(p, g)'), "Leave only 'update'", ['update']],
  ['syntax', asking('option o', 'o'), "Add the default 'false'", ['option o = false']],
  ['syntax', asking('option o = True', 'o'), "Change to 'true'", ['option o = true']],
  [
    'syntax',
    asking('option o = one', 'o == one'),
    'Add words to choose from',
    ['option o = one in {one, other}'],
  ],
  ['syntax', ruleWith().replace(' in [0, 1)', ''), 'Add the range [0, 1)', ['beta = 0.9 in [0, 1)']],
  ['syntax', ruleWith().replace('0.9 in [0, 1)', '2'), 'Add the range [0, inf)', ['beta = 2 in [0, inf)']],
  [
    'syntax',
    ruleWith().replaceAll('beta', 'momentum').replace(' in [0, 1)', ''),
    'Add the range [0, 1)',
    ['momentum = 0.9 in [0, 1)'],
  ],
  [
    'syntax',
    ruleWith().replaceAll('beta', 'half').replace(' in [0, 1)', ''),
    'Add the range [0, inf)',
    ['half = 0.9 in [0, inf)'],
  ],
  [
    'syntax',
    ruleWith().replace('0.9 in [0, 1)', '-1'),
    'Add the range [-1, inf)',
    ['beta = -1 in [-1, inf)'],
  ],
  [
    'syntax',
    below('m = g if t > 1 else p + 1', 'p -= lr * m'),
    "Change to 'where(condition, a, b)'",
    ['  m = where(t > 1, g, p + 1)'],
  ],
  ['syntax', below('m = (g + 2', 'p -= lr * m'), "Add ')'", ['  m = (g + 2)']],
  ['syntax', below('m = g)', 'p -= lr * m'), "Remove ')'", ['  m = g']],
  ['syntax', below('m = g +', 'p -= lr * m'), "Remove '+'", ['  m = g']],
  ['syntax', ruleWith().replace('beta =', 'beta:'), "Change to '='", ['beta = 0.9 in [0, 1)']],
  [
    'syntax',
    ruleWith().replace('[0, inf)', '[0, Infinity)'),
    "Change to 'inf'",
    ['lr = 0.1 in [0, inf)  # learning rate'],
  ],
  [
    'syntax',
    ruleWith({ declarations: [lr], update: ['b = 0.9 in [0, 1)  # share', 'p -= lr * b * g'] }),
    "Move it above 'update'",
    ['b = 0.9 in [0, 1)  # share'],
  ],
  [
    'syntax',
    ruleWith({ declarations: [lr], update: ['state m, v', 'v = g', 'm = v', 'p -= lr * m'] }),
    "Move it above 'update'",
    ['state m, v'],
  ],
  ['syntax', below('m = 1 + sqrt g', 'p -= lr * m'), "Change to 'sqrt(g)'", ['  m = 1 + sqrt(g)']],
  ['syntax', below('m = 1 / norm g', 'p -= lr * m'), "Change to 'norm(g)'", ['  m = 1 / norm(g)']],
  ['syntax', below('m = 2 g', 'p -= lr * m'), "Add '*'", ['  m = 2 * g']],
  ['syntax', below('m = (1 - t)(g + 1)', 'p -= lr * m'), "Add '*'", ['  m = (1 - t) * (g + 1)']],
  [
    'word-too-long',
    ruleWith().replace('0.9', `0.${'8'.repeat(120)}`),
    'Change to 0.8888888888888888',
    ['beta = 0.8888888888888888 in [0, 1)'],
  ],
  [
    'word-too-long',
    ruleWith().replaceAll('beta', 'b'.repeat(120)),
    `Shorten it to '${'b'.repeat(20)}'`,
    [`${'b'.repeat(20)} = 0.9 in [0, 1)`, `  m = ${'b'.repeat(20)} * m + (1 - ${'b'.repeat(20)}) * g`],
  ],
  [
    'indentation',
    'name "A"\nlr = 1 in [0, 2]\nupdate\np -= lr * g\n',
    'Indent it below the update',
    ['  p -= lr * g'],
  ],
  ['indentation', below('m = g', '  p -= lr * m'), 'Indent by 2', ['  p -= lr * m']],
  [
    'indentation',
    'name "A"\n  lr = 1 in [0, 2]\nupdate\n  p -= lr * g\n',
    'Remove the indentation',
    ['lr = 1 in [0, 2]'],
  ],
  ['indentation', 'name "A"\nlr = 1 in [0, 2]\n  p -= lr * g\n', "Add 'update' above", ['update']],
  [
    'mixed-indentation',
    'name "A"\nlr = 1 in [0, 2]\nupdate\n\tg = -g\n  p -= lr * g\n',
    'Indent by spaces',
    ['  g = -g'],
  ],
  [
    'missing-update',
    'name "A"\n',
    'Add an update',
    ['lr = 0.001 in [0, inf)  # learning rate', 'update', '  p -= lr * g'],
  ],
  [
    'missing-update',
    '',
    'Write a rule to begin with',
    ['name "My optimizer"', 'lr = 0.001 in [0, inf)  # learning rate', 'update', '  p -= lr * g'],
  ],
  ['missing-update', 'name "A"\nlr = 1 in [0, 2]\n', 'Add an update', ['update', '  p -= lr * g']],
  ['missing-block', below('if t > 1', 'm = g', 'p -= lr * m'), 'Indent this line', ['    m = g']],
  ['missing-block', below('m = g', 'p -= lr * m', 'if t > 1'), 'Remove this line', []],
  [
    'else-without-if',
    below('if t > 1', '  m = g', '  else', '  m = p', 'p -= lr * m'),
    "Indent it like its 'if'",
    ['  else'],
  ],
  [
    'else-without-if',
    below('if t > 1', '  m = g', '  if t > 2', '    m = p', '    else', '      m = 1', 'p -= lr * m'),
    "Indent it like its 'if'",
    ['    else'],
  ],
  [
    'else-without-if',
    below('if t > 1', '  m = g', 'elif t > 2', '  m = p', '  else', '  m = 1', 'p -= lr * m'),
    "Indent it like its 'if'",
    ['  else'],
  ],
  [
    'number-expected',
    below('m = (g > 0) * 2', 'p -= lr * m'),
    "Change to 'where(g > 0, 1, 0)'",
    ['  m = where(g > 0, 1, 0) * 2'],
  ],
  [
    'condition-expected',
    below('if t - 1', '  m = g', 'p -= lr * m'),
    "Change to 't - 1 != 0'",
    ['  if t - 1 != 0'],
  ],
  [
    'chained-comparison',
    below('if 0 < t < 3', '  m = g', 'p -= lr * m'),
    "Compare 't' twice",
    ['  if 0 < t and t < 3'],
  ],
  ['unknown-function', below('m = sqr(g)', 'p -= lr * m'), "Change to 'sqrt'", ['  m = sqrt(g)']],
  ['unknown-function', below('m = lr (g + 1)', 'p -= lr * m'), "Add '*'", ['  m = lr * (g + 1)']],
  [
    'number-too-large',
    ruleWith().replace('[0, inf)', '[0, 1e999)'),
    'Change to inf',
    ['lr = 0.1 in [0, inf)  # learning rate'],
  ],
  ['number-too-large', below('m = g / 1e400', 'p -= lr * m'), 'Change to 1e308', ['  m = g / 1e308']],
  ['missing-arguments', below('m = sqrt', 'p -= lr * m'), "Change to 'sqrt(g)'", ['  m = sqrt(g)']],
  [
    'missing-arguments',
    below('m = where * 2', 'p -= lr * m'),
    "Change to 'where(g > 0, g, 0)'",
    ['  m = where(g > 0, g, 0) * 2'],
  ],
  [
    'missing-arguments',
    ruleWith().replace('state m', 'state m = abs'),
    "Change to 'abs(p)'",
    ['state m = abs(p)'],
  ],
  [
    'missing-arguments',
    ruleWith({ declarations: [lr, 'scalar q = sqrt'], update: ['p -= lr * q * g'] }),
    "Change to 'sqrt(lr)'",
    ['scalar q = sqrt(lr)'],
  ],
  [
    'argument-count',
    below('m = max(g, p, 3)', 'p -= lr * m'),
    "Change to 'max(max(g, p), 3)'",
    ['  m = max(max(g, p), 3)'],
  ],
  ['argument-count', below('m = norm(g, 2)', 'p -= lr * m'), "Leave only 'g'", ['  m = norm(g)']],
  [
    'misplaced-gradient',
    below('m = gradient at p + m', 'p -= lr * m'),
    "Assign it to 'g'",
    ['  g = gradient at p + m'],
  ],
  [
    'misplaced-gradient',
    below('m = p', 'g = gradient at p', 'p -= lr * g * m'),
    'Move it to the first line',
    [],
  ],
  [
    'missing-name',
    ruleWith().replace('name "Test"\n\n', '# About\n'),
    'Add \'name "My optimizer"\'',
    ['name "My optimizer"'],
  ],
  ['missing-name', ruleWith().replace('Test', ' '), 'Change to "My optimizer"', ['name "My optimizer"']],
  ['reserved-word', below('m = 2 * gradient', 'p -= lr * m'), "Change to 'g'", ['  m = 2 * g']],
  ['repeated-name', ruleWith().replace('name "Test"', 'name "Test"\nname "Two"'), 'Remove this line', []],
  ['name-taken', ruleWith().replace('state m', 'state m, m'), "Remove the second 'm'", ['state m']],
  ['name-taken', ruleWith().replace('state m', 'state m, lr'), "Remove the second 'lr'", ['state m']],
  ['name-taken', above(lr), 'Remove this line', []],
  [
    'reserved-word',
    above('sqrt = 1 in [0, 2]').replace('lr * g', 'lr * sqrt * sqrt(g)'),
    "Rename it to 'sqrt_1'",
    ['sqrt_1 = 1 in [0, 2]', '  p -= lr * sqrt_1 * sqrt(g)'],
  ],
  [
    'reserved-word',
    below('state = g', 'p -= lr * state'),
    "Rename it to 'state_1'",
    ['  state_1 = g', '  p -= lr * state_1'],
  ],
  ['reserved-word', above('sqrt = 1 in [0, 2]'), "Rename it to 'sqrt_1'", ['sqrt_1 = 1 in [0, 2]']],
  [
    'default-out-of-range',
    ruleWith().replace('= 0.9', '= 1'),
    'Change the range to [0, 1]',
    ['beta = 1 in [0, 1]'],
  ],
  [
    'default-out-of-range',
    ruleWith().replace('= 0.1', '= -1'),
    'Change the default to 0',
    ['lr = 0 in [0, inf)  # learning rate'],
  ],
  [
    'unknown-choice',
    asking('option o = onne in {one, two}', 'o == one'),
    "Change to 'one'",
    ['option o = one in {one, two}'],
  ],
  [
    'unknown-choice',
    asking('option o = one in {one, two}', 'o == three'),
    "Change to 'one'",
    ['  if o == one'],
  ],
  [
    'repeated-choice',
    asking('option o = one in {one, two, one}', 'o == one'),
    'Remove it',
    ['option o = one in {one, two}'],
  ],
  ['initial-value', ruleWith().replace('state m', 'state m = g'), "Let 'm' begin at 0", ['state m']],
  [
    'unknown-name',
    ruleWith().replace('beta * m', 'betta * m'),
    "Change to 'beta'",
    ['  m = beta * m + (1 - beta) * g'],
  ],
  [
    'no-value',
    below('m = velocity', 'velocity += m', 'p -= lr * m'),
    "Declare the state 'velocity'",
    ['state m, velocity'],
  ],
  [
    'unknown-name',
    below('m = g', 'p -= lr * m + eps'),
    "Declare the hyperparameter 'eps'",
    ['eps = 1e-8 in [0, inf)  # keeps the division finite where gradients vanish'],
  ],
  [
    'unknown-name',
    below('if nesterov', '  m = g', 'p -= lr * m'),
    "Declare the option 'nesterov'",
    ['option nesterov = false'],
  ],
  [
    'unknown-name',
    ruleWith({ declarations: [], update: ['p -= lr * g'] }),
    "Declare the hyperparameter 'lr'",
    ['lr = 0.001 in [0, inf)  # learning rate'],
  ],
  ['no-value', below('m = v', 'v = g', 'p -= lr * m * v'), "Declare the state 'v'", ['state m, v']],
  [
    'maybe-no-value',
    below('if t > 1', '  x = g', 'm = g', 'p -= lr * x * m'),
    "Add 'x = 0' above the 'if'",
    ['  x = 0'],
  ],
  [
    'not-assignable',
    above().replace('p -=', 'lr = lr / t\n  p -='),
    "Assign it to 'lr_now', for this step",
    ['  lr_now = lr / t', '  p -= lr_now * g'],
  ],
  [
    'not-assignable',
    above().replace('p -=', 'lr /= t + 1  # less\n  lr *= 2\n  p -='),
    "Assign it to 'lr_now', for this step",
    ['  lr_now = lr / (t + 1)  # less', '  lr_now *= 2', '  p -= lr_now * g'],
  ],
  [
    'not-assignable',
    above().replace('p -=', 'lr *= 2\n  p -='),
    "Assign it to 'lr_now', for this step",
    ['  lr_now = lr * 2', '  p -= lr_now * g'],
  ],
  [
    'not-assignable',
    above().replace('p -=', 'if t > 3\n    lr = lr / t\n  p -='),
    "Assign it to 'lr_now', for this step",
    ['  lr_now = lr', '    lr_now = lr_now / t', '  p -= lr_now * g'],
  ],
  [
    'not-assignable',
    above('v = 0 in [0, inf)').replace('p -= lr * g', 'v = v + g\n  p -= lr * v'),
    "Make 'v' a state",
    ['state v'],
  ],
  ['not-assignable', above().replace('p -=', 't += 1\n  p -='), 'Remove this line', []],
  [
    'not-assignable',
    asking('option o = false', 'o').replace('if o', 'o = 1\n  if o'),
    'Remove this line',
    [],
  ],
  ['parameters-unchanged', below('m = g'), "Add 'p -= lr * g'", ['  p -= lr * g']],
  [
    'parameters-unchanged',
    'name "A"\n\nupdate\n',
    "Add 'p -= lr * g'",
    ['lr = 0.001 in [0, inf)  # learning rate', '  p -= lr * g'],
  ],
  [
    'tensor-in-scalar',
    ruleWith({ declarations: [lr, 'scalar m'], update: ['m = g', 'p -= lr * m'] }),
    "Make 'm' a state",
    ['state m'],
  ],
  [
    'tensor-in-scalar',
    ruleWith({ declarations: [lr, 'scalar m, n = 1'], update: ['n = g', 'p -= lr * m * n'] }),
    "Make 'n' a state",
    ['state n = 1', 'scalar m'],
  ],
  [
    'option-as-number',
    above('option o = false').replace('* g', '* o'),
    "Change to 'where(o, 1, 0)'",
    ['  p -= lr * where(o, 1, 0)'],
  ],
  ['number-as-option', below('if t', '  m = g', 'p -= lr * m'), "Change to 't != 0'", ['  if t != 0']],
  ['option-comparison', asking('option o = false', 'o == true'), "Change to 'o'", ['  if o']],
  ['option-comparison', asking('option o = a in {a, b}', 'a == o'), 'Swap the sides', ['  if o == a']],
  ['option-comparison', asking('option o = a in {a, b}', 'o < a'), "Change to 'o == a'", ['  if o == a']],
  ['option-comparison', asking('option o = a in {a, b}', 'o'), "Change to 'o == a'", ['  if o == a']],
  ['option-comparison', asking('option o = a in {a, b}', 'o == 3'), "Change to 'o == a'", ['  if o == a']],
  [
    'reduction-below-if',
    below('if g > 0', '  m = norm(g)', 'p -= lr * m'),
    "Take it above the 'if' as 'norm_g'",
    ['  norm_g = norm(g)', '    m = norm_g'],
  ],
  ['global-norm', below('m = global_norm(p)', 'p -= lr * m'), "Change to 'norm'", ['  m = norm(p)']],
  ['unused-state', below('p -= lr * g'), "Remove 'm'", []],
  ['unused-state', below('m = g', 'p -= lr * g'), "Remove 'm'", []],
  [
    'unused-state',
    ruleWith({ declarations: [lr, 'state m, v'], update: ['v = g', 'p -= lr * v'] }),
    "Remove 'm'",
    ['state v'],
  ],
  ['unused-hyperparameter', above('b = 1 in [0, 2]'), 'Remove this line', []],
  ['unused-option', above('option o = true'), 'Remove this line', []],
  ['unused-local', below('m += g', 'x = m', 'p -= lr * m'), "Remove 'x'", []],
  [
    'missing-lr',
    ruleWith({ declarations: [], update: ['p -= g + 1'] }),
    "Declare 'lr' and multiply the step by it",
    ['lr = 0.001 in [0, inf)  # learning rate', '  p -= lr * (g + 1)'],
  ],
  [
    'missing-lr',
    ruleWith({ declarations: ['rate = 1 in [0, 2]'], update: ['p -= rate * g'] }),
    "Rename 'rate' to 'lr'",
    ['lr = 1 in [0, 2]', '  p -= lr * g'],
  ],
];

describe('the likeliest fix', () => {
  test.each(cases)('of %s in %j', (code, text, title, lines) => {
    const fix = fixesOf(text).find(({ mark }) => mark.code === code);
    expect(fix).toMatchObject({ title, isPreferred: true });
    const old = new Set(text.split('\n'));
    const mended = applyEdits(text, fix?.edits ?? []);
    expect(mended.split('\n').filter((line) => !old.has(line))).toEqual(lines);
    expect(marksOf(mended).filter(({ kind }) => kind === 'error')).toEqual([]);
  });
});

test('every code of the table has a case', () => {
  const known = new Set(cases.map(([code]) => code));
  expect(Object.keys(fixers).filter((code) => !known.has(code))).toEqual([]);
});

test.each(cases)('every fix for %s in %j leaves less to mend, by edits that don’t overlap', (_, text) => {
  const fixes = fixesOf(text);
  expect(fixes.length).toBeGreaterThan(0);
  for (const { edits } of fixes) {
    expect(toMend(marksOf(applyEdits(text, edits)))).toBeLessThan(toMend(marksOf(text)));
    const ordered = edits.toSorted((a, b) => a.start - b.start);
    for (const [index, { start }] of ordered.entries())
      expect(start).toBeGreaterThanOrEqual(ordered[index - 1]?.end ?? 0);
  }
});

test('what is assigned can also be kept from step to step', () => {
  const text = above('b = 2 in [0, 3]').replace('p -= lr', 'lr *= b\n  p -= lr');
  const fix = fixesOf(text).find(({ title }) => title.startsWith('Keep'));
  expect(fix?.title).toBe("Keep it from step to step as the scalar 'lr_now'");
  const mended = applyEdits(text, fix?.edits ?? []);
  expect(mended).toContain('scalar lr_now = lr\n');
  expect(mended).toContain('update\n  lr_now *= b\n  p -= lr_now * g\n');
  expect(marksOf(mended)).toEqual([]);
});

describe('a rate that is missing multiplies', () => {
  const mended = (...update: readonly string[]) => {
    const text = ruleWith({ declarations: [], update });
    const fix = fixesOf(text).find(({ title }) => title.startsWith("Declare 'lr'"));
    return fix && applyEdits(text, fix.edits).split('update\n')[1]?.trim().split(/\n */);
  };

  test.each([
    ['a name', ['p -= g'], ['p -= lr * g']],
    ['a number', ['p += 0.5'], ['p += lr * 0.5']],
    ['a call', ['p -= sign(g)'], ['p -= lr * sign(g)']],
    ['what is more than one of these', ['p -= -g'], ['p -= lr * (-g)']],
    ['the step, not what it is made of', ['m = g + 1', 'p -= m'], ['m = g + 1', 'p -= lr * m']],
    ['every step', ['p -= 0.1 * p', 'p -= g'], ['p -= lr * (0.1 * p)', 'p -= lr * g']],
    ['no decay of the parameters', ['p *= 0.9', 'p -= g'], ['p *= 0.9', 'p -= lr * g']],
  ])('%s', (_, update, expected) => {
    expect(mended(...update)).toEqual(expected);
  });

  test.each(['p = g - p', 'p = -g', 'p *= 0.9'])('nothing in %s', (line) => {
    expect(mended(line)).toBeUndefined();
  });
});

test.each(['m = q * g (', 'm in q (', 'm'])(
  'only what is declared moves above the update: %s stays',
  (line) => {
    const titles = fixesOf(below('m = g', line, 'p -= lr * m')).map(({ title }) => title);
    expect(titles.join()).not.toContain('Move it above');
  },
);

test.each([
  ['', '\n'],
  ['# About', '\n'],
  ['name "A"', '\n'],
  ['name "A"\n', '\n'],
  ['name "A"\r\nlr = 1 in [0, 2]\r\n', '\r\n'],
])('an update below %j stands apart by one empty line', (text, lineBreak) => {
  const fix = fixesOf(text).find(({ mark }) => mark.code === 'missing-update');
  const rate = text.includes('lr') ? [] : ['lr = 0.001 in [0, inf)  # learning rate', ''];
  const begin = text.includes('name') ? [''] : ['name "My optimizer"', ''];
  const above = text === '' || text.endsWith(lineBreak) ? text : text + lineBreak;
  expect(applyEdits(text, fix?.edits ?? [])).toBe(
    above + [...begin, ...rate, 'update', '  p -= lr * g', ''].join(lineBreak),
  );
});

test.each([
  ['0 in (0, 1)', ['range to [0, 1)', 'default to 0.5']],
  ['0 in (0, 1]', ['range to [0, 1]', 'default to 0.5']],
  ['1 in (0, 1)', ['range to (0, 1]', 'default to 0.5']],
  ['1 in [0.5, 1)', ['range to [0.5, 1]', 'default to 0.75']],
  ['-2 in (3, inf)', ['default to 4', 'range to [-2, inf)']],
  ['-7 in [1, 5]', ['default to 1', 'range to [-7, 5]']],
  ['7 in [1, 5]', ['default to 5', 'range to [1, 7]']],
  ['7 in [1, 5)', ['default to 3', 'range to [1, 7]']],
])('a default out of its range, %s, is moved or let in', (text, titles) => {
  const fixes = fixesOf(above(`b = ${text}`)).filter(({ mark }) => mark.code === 'default-out-of-range');
  expect(fixes.map(({ title }) => title)).toEqual(titles.map((each) => `Change the ${each}`));
});

test.each([
  ['name Adam', 'name "Adam"'],
  ['name My own Adam  # mine', 'name "My own Adam"  # mine'],
  ['name 2nd try', 'name "2nd try"'],
  ['name "A" and "B"', 'name "A and B"'],
])('a name without quotes around it, %s, gets them', (line, mended) => {
  const text = `# About.\n${above().replace('name "Test"', line)}`;
  const fix = fixesOf(text).find(({ title }) => title === 'Put the name in quotes');
  expect(applyEdits(text, fix?.edits ?? []).split('\n')[1]).toBe(mended);
});

test('where no name is, none is put in quotes', () => {
  const titles = fixesOf(above().replace('name "Test"', 'name')).map(({ title }) => title);
  expect(titles).not.toContain('Put the name in quotes');
});

describe('the likeliest fixes, one after the other, make a rule of', () => {
  test.each([
    ['a paper', 'name "Ball"\nlr = 0.01\nmu = 0.9\nv = mu * v + g\nw = w - lr * v'],
    ['a paper with its letters', 'name "Ball"\nη = 0.01\nμ = 0.9\nv = μ v + g\nθ = θ − η v'],
    [
      'a script with a function',
      'name: "Ball"\nlr: 0.01\nfloat mu = 0.9\nv = 0\nupdate(p, g)\n  v = mu * v + gradient\n  p = p - lr * v\n  return p',
    ],
    ['a script', 'name "Ball"\nlr = 0.01\nmu = 0.9\nupdate\nv = mu * v + grad\nparam = param - lr * v'],
  ])('%s', (_, written) => {
    let text = `${written}\n`;
    for (let count = 0; count < 9; count++) {
      const fix = fixesOf(text).find(({ isPreferred }) => isPreferred);
      text = applyEdits(text, fix?.edits ?? []);
    }
    expect(marksOf(text)).toEqual([]);
    expect(text.split('\n').filter((line) => line !== '')).toEqual([
      ...['name "Ball"', 'lr = 0.01 in [0, inf)', 'mu = 0.9 in [0, 1)', 'state v'],
      ...['update', '  v = mu * v + g', '  p = p - lr * v'],
    ]);
  });

  test('the title tells all that a fix mends', () => {
    const text = 'name "A"\nlr = 1 in [0, 2]\nupdate\nv = v + grad\nw = w - lr * v\n';
    const fix = fixesOf(text).find(({ mark }) => mark.code === 'indentation');
    expect(fix?.title).toBe(
      "Indent it below the update, declare the state 'v', change 'grad' to 'g', and change 'w' to 'p'",
    );
  });
});
