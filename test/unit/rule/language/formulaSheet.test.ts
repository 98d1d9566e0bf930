/** A rule as its paper writes it: what is apart, what has a number, and to which line of the text each leads. */
import katex from 'katex';
import { expect, test } from 'vitest';
import { texts } from '../../../../core/optimizers/texts.ts';
import { formulaSheetOf } from '../../../../core/rule/language/formulaSheet.ts';
import { parseRule } from '../../../../core/rule/parseRule.ts';
import { latex } from '../../../../core/rule/targets/latex/latex.ts';
import { ruleWith } from './cursor.ts';
import { fuzzTexts } from './fuzzTexts.ts';

const lr = 'lr = 0.1 in [0, inf)  # learning rate';
const sheet = (declarations: readonly string[], ...update: string[]) =>
  formulaSheetOf(ruleWith({ declarations: [lr, ...declarations], update })) ?? expect.fail('no formulas');

test('a text that does not compile has none', () => {
  expect(formulaSheetOf('name "A"')).toBeNull();
});

test('has name, citation, what it is given and what it keeps, each with its line', () => {
  const text = `# One.\n#\n# Two 2015.\n${ruleWith({
    declarations: [
      lr,
      'beta = 0.9 in (-1, 1]',
      'growth = -2 in [-3, 1]',
      'option fast = false  # whether',
      'option form = a in {a, b}',
      'state m, v = p  # the mean',
      'scalar q = lr',
    ],
    update: ['m = beta * g + v', 'v = m * q', 'q *= lr', 'if fast and form == a', '  m = g', 'p -= lr * m'],
  })}`;
  expect(formulaSheetOf(text)).toMatchObject({
    name: 'Test',
    about: ['One.', 'Two 2015.'],
    given: [
      { line: 6, name: 'lr', latex: '\\eta = 0.1 \\in [0, \\infty)', about: 'learning rate' },
      { line: 7, name: 'beta', latex: '\\beta = 0.9 \\in (-1, 1]', about: '' },
      { line: 8, name: 'growth', latex: '-2 \\in [-3, 1]', about: '' },
      {
        ...{ line: 9, name: 'fast', about: 'whether' },
        latex: '\\mathrm{false} \\in \\{\\mathrm{false}, \\mathrm{true}\\}',
      },
      {
        ...{ line: 10, name: 'form', about: '' },
        latex: '\\mathrm{a} \\in \\{\\mathrm{a}, \\mathrm{b}\\}',
      },
    ],
    kept: [
      { line: 11, name: 'm', latex: 'm_0 = 0', about: 'the mean' },
      { line: 11, name: 'v', latex: 'v_0 = \\theta_0', about: 'the mean' },
      { line: 12, name: 'q', latex: 'q_0 = \\eta', about: 'one number' },
    ],
  });
});

test('lines are numbered but for conditions and the gradient that each rule has', () => {
  const { update } = sheet(
    ['state m'],
    'if t > 1',
    '  m = g',
    'else',
    '  # nothing yet',
    '  m = 2 * g',
    'p -= lr * m',
  );
  expect(update.map(({ line, depth, number, latex: text }) => [line, depth, number, text])).toEqual([
    [0, 0, null, 'g_t = \\nabla f(\\theta_{t-1})'],
    [7, 0, null, '\\text{if } t > 1'],
    [8, 1, 1, 'm_t = g_t'],
    [9, 0, null, '\\text{otherwise}'],
    [11, 1, 2, 'm_t = 2 g_t'],
    [12, 0, 3, '\\theta_t = \\theta_{t-1} - \\eta m_t'],
  ]);
});

test('a gradient elsewhere is the first line', () => {
  const { update } = sheet(['state m'], 'g = gradient at p + m', 'm = g', 'p -= lr * m');
  expect(update[0]).toEqual({
    ...{ line: 7, depth: 0, number: 1 },
    latex: 'g_t = \\nabla f(\\theta_{t-1} + m_{t-1})',
  });
});

test('what is the same for all parameters is apart: lines, and parts of others', () => {
  const made = sheet(
    ['scalar q = 1', 'state m'],
    'rate = lr / t',
    'q *= 0.5',
    'm = (1 - q) * g + norm(g) * g + (1 - q)',
    'if t > 2',
    '  late = rate * 2',
    'else',
    '  late = rate',
    'if g > 0',
    '  sure = lr * 2',
    'else',
    '  sure = lr',
    'p -= late * sure * m',
  );
  expect(made.once.map(({ line, number }) => [line, number])).toEqual([
    [8, 1],
    [9, 2],
  ]);
  expect(made.update.map(({ number }) => number)).toEqual([null, 3, null, 4, null, 5, null, 6, null, 7, 8]);
  // `late * sure` differs between parameters, since `sure` does.
  expect(made.shared).toEqual(
    ['1 - q_t', '\\mathrm{rate}_t \\cdot 2', '2 \\eta'].map((each) =>
      each.replace('2 \\eta', '\\eta \\cdot 2'),
    ),
  );
});

/** Strictly: whatever it would only show in red is an error. */
function typeset(text: string): void {
  const found = formulaSheetOf(text);
  if (!found) return;
  const { given, kept, once, shared, update } = found;
  const all = [...given, ...kept, ...once, ...update].map((each) => each.latex);
  for (const each of [...all, ...shared]) katex.renderToString(each, { throwOnError: true, strict: 'error' });
}

test.each(Object.entries(texts))('KaTeX can set all of %s', (_, text) => {
  typeset(text);
});

test('KaTeX can set what random texts compile to', () => {
  let compiled = 0;
  for (const { text } of fuzzTexts(3, 400)) {
    typeset(text);
    if (formulaSheetOf(text)) compiled += 1;
  }
  expect(compiled).toBeGreaterThan(20);
});

test.each(Object.entries(texts))('%s has every line of its update once, as its LaTeX has it', (_, text) => {
  const made = formulaSheetOf(text) ?? expect.fail('no formulas');
  const { lines } = latex(parseRule(text));
  const all = [...made.once, ...made.update]
    .filter(({ line }) => line > 0)
    .toSorted((a, b) => a.line - b.line);
  expect(all.map(({ line, latex: formula }) => [line, formula])).toEqual(
    lines.map(({ line, latex: formula }) => [line, formula]),
  );
  const numbers = all.flatMap(({ number }) => number ?? []);
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
  for (const { line } of [...made.given, ...made.kept]) expect(line).toBeGreaterThan(0);
});
