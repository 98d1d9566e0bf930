/** A step of a run, line by line, against numbers that are known. */
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { rowLatex, type StepSheet } from '../../../../core/debug/inspector/stepSheet.ts';
import { nameLatex, stepLatex, stepMarkdown } from '../../../../core/debug/inspector/stepText.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { inspected, onValley, ownRunAt } from '../inspections.ts';

const twelfth = (optimizer: string, settings: object = {}) =>
  inspected(onValley(optimizer, { steps: 12 }, settings)).inspection.step(12, [0, 1]);

const adam = twelfth('adam');

/** The values of the first parameter by their names, after the step. */
const after = ({ values }: StepSheet) =>
  Object.fromEntries(values.map(({ name, values: [w0] }) => [name, w0?.after]));

/** A run of a rule of one's own, with a rate of 0.5. */
const ownRule = (...update: readonly string[]) => ownRunAt(0.5, ...update);

describe('Adam on the valley, at step 12', () => {
  test('has the values of the reference', () => {
    expect(after(adam)).toEqual({
      ...{ g: '89.0462', m: '66.9456', v: '106.719', m_hat: '93.2948', v_hat: '8942.25' },
      p: '0.880596',
    });
    const p = adam.values.at(-1)?.values;
    expect(p?.[0]).toEqual({ before: '0.890462', after: '0.880596', change: '-0.00986584' });
    expect(p?.[1]).toEqual({ before: '9.89004', after: '9.88006', change: '-0.00998777' });
    expect(adam.values.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      ...['g gradient', 'm state', 'v state', 'm_hat local', 'v_hat local', 'p parameter'],
    ]);
  });

  test('has a number in the place of each name, and its own formula where it has to be computed in each step', () => {
    expect(adam.lines.map(({ line }) => line)).toEqual([25, 26, 27, 32, 36]);
    const rows = adam.lines.map(({ rows: [w0] }) => w0 && rowLatex(w0));
    expect(rows).toEqual([
      '0.9 \\cdot 64.4900 + 0.1 \\cdot 89.0462 = 66.9456',
      '0.999 \\cdot 98.8884 + 0.001 \\cdot 89.0462^2 = 106.719',
      '\\frac{66.9456}{1 - 0.9^{12}} = 93.2948',
      '\\frac{106.719}{1 - 0.999^{12}} = 8942.25',
      '0.890462 - \\frac{0.01 \\cdot 93.2948}{\\sqrt{8942.25} + 10^{-8}} = 0.880596',
    ]);
    expect(adam.lines[0]).toMatchObject({
      latex: 'm_t = \\beta_1 m_{t-1} + (1 - \\beta_1) g_t',
      text: 'm = beta1 * m + (1 - beta1) * g',
    });
  });

  test('is said in words', () => {
    expect(adam.lines.at(0)?.rows[1]?.said).toBe(
      'w1: m was 6.82052; m = 0.9 · 6.82052 + 0.1 · 9.89004 = 7.12747.',
    );
    expect(adam.lines.at(2)?.rows[0]?.said).toBe('w0: m_hat = 66.9456 / 0.71757 = 93.2948.');
    expect(adam.headline.text).toBe(
      'One gradient is 9.0 times the other, yet both coordinates move by about the learning rate: 0.00987 and 0.00999.',
    );
    expect(adam.loss).toEqual({ before: '88.5526', after: '87.5802' });
    expect(adam.findings).toEqual([]);
  });
});

describe('branches', () => {
  const radam = twelfth('radam');
  const rowOf = (line: number, sheet: StepSheet) => sheet.lines.find((each) => each.line === line)?.rows[0];

  test('of a condition it says whether it holds, and of the side that is not taken why not', () => {
    expect(rowOf(30, radam)).toMatchObject({
      kind: 'tested',
      value: 'true',
      said: 'w0: 11.9762 > 5 is true.',
    });
    expect(rowOf(34, radam)).toMatchObject({
      kind: 'skipped',
      value: '',
      said: 'w0: skipped, since 11.9762 > 5 is true.',
    });
    const early = inspected(onValley('radam', { steps: 3 })).inspection.step(2, [0]);
    expect(rowOf(31, early)).toMatchObject({
      kind: 'skipped',
      said: 'w0: skipped, since 1.9995 > 5 is false.',
    });
    expect(rowOf(34, early)?.kind).toBe('computed');
    // Nothing was computed, so that there is no value.
    expect(early.values.find(({ name }) => name === 'r')?.values).toEqual([
      { before: null, after: null, change: null },
    ]);
  });

  test('an else has its word alone', () => {
    expect(radam.lines.find(({ line }) => line === 33)).toMatchObject({
      latex: '\\text{otherwise}',
      rows: [],
    });
  });

  test('each parameter takes its own side', () => {
    const sheet = ownRule('if g > 50', '  p -= 0.01 * g', 'else', '  p -= lr * g').step(1, [0, 1]);
    const kinds = sheet.lines.map(({ rows }) => rows.map(({ kind }) => kind).join(' '));
    expect(kinds).toEqual(['tested tested', 'computed skipped', '', 'skipped computed']);
  });

  test('lines that the settings rule out are not told', () => {
    expect(adam.lines.some(({ text }) => text.includes('weight_decay'))).toBe(false);
    expect(twelfth('adam', { weight_decay: 0.1 }).lines[0]?.text).toBe('g += weight_decay * p');
  });
});

test('a rule that looks ahead says where it takes the gradient', () => {
  const sheet = twelfth('nesterov', { form: 'tutorial' });
  const [first] = sheet.lines;
  expect(first?.text).toContain('gradient at');
  expect(first?.rows[1]).toMatchObject({
    kind: 'gradient',
    filled: expect.stringMatching(/^\\nabla f \\text\{ at \} \d/),
  });
  expect(first?.rows[1]?.said).toBe('w1: the gradient at 5.76785 + 0.9 · (−0.531714) is 5.28931.');
  // The one that the lines below have as g.
  expect(sheet.values[0]?.values[1]?.after).toBe(first?.rows[1]?.value);
});

test('a reduction has the number of all parameters', () => {
  const lamb = twelfth('lamb');
  const norm = lamb.lines.find(({ text }) => text.startsWith('p_norm'));
  expect(norm?.rows.map(({ filled }) => filled)).toEqual([
    '\\lVert \\theta \\rVert_2',
    '\\lVert \\theta \\rVert_2',
  ]);
  const clipped = twelfth('clipped-sgd').lines[0]?.rows[0]?.filled;
  expect(clipped).toMatch(/\\frac\{1\}\{8\d\.\d{4} \+ 0\.000001\}/);
});

describe('what is not finite', () => {
  const inspection = ownRule('u = g / (t - 2)', 'q = u - u', 'p -= lr * q');

  test('is marked in the line where it begins', () => {
    const { lines, faults, headline } = inspection.step(2, [0]);
    expect(lines.map(({ rows: [row] }) => [row?.value, row?.isFirstBad])).toEqual([
      ['Infinity', true],
      ['NaN', false],
      ['NaN', false],
    ]);
    expect(faults).toEqual([
      'Line 4 makes the first value of w0 in this step that is not finite: ∞. In g / (t − 2): 100 is divided by 0.',
    ]);
    expect(headline.text).toBe('The gradient of w0 is 100, yet the step takes it to NaN.');
  });

  test('is found in the run', () => {
    expect(inspection.firstFault()).toEqual({
      ...{ step: 2, line: 4, index: 0 },
      ...{ what: 'u of w0 is ∞', why: 'g / (t − 2): 100 is divided by 0' },
    });
    expect(inspected(onValley('sgd')).inspection.firstFault()).toBeNull();
    const negative = ownRule('s = sqrt(p - 0.5 - 100 * (t - 1))', 'p -= 0.001 * s');
    expect(negative.step(2, [1]).faults).toEqual([
      'Line 4 makes the first value of w1 in this step that is not finite: NaN. In √(p − 0.5 − 100 · (t − 1)): −90.5031 has no root.',
    ]);
    expect(negative.step(2, [0, 1]).faults).toEqual([
      expect.stringMatching(/^Line 4 makes the first value of w0 .* has no root\. So it does of w1\.$/),
    ]);
    const each = ownRule('if g < 50', '  p = sqrt(-p)', 'else', '  p = log(-p)').step(1, [0, 1]).faults;
    expect(each.map((fault) => /^Line \d makes the first value of w./.exec(fault)?.[0])).toEqual([
      'Line 7 makes the first value of w0',
      'Line 5 makes the first value of w1',
    ]);
    expect(negative.firstFault()).toMatchObject({ step: 2, line: 4, index: 0 });
  });
});

/** Each in its forms. */
const shipped = optimizers.flatMap(({ id, rule }) => [
  [id, {}] as const,
  ...rule.options.flatMap(({ name, choices }) =>
    (choices ?? [true]).map(
      (value) => [id, { [name]: value, ...(name === 'nesterov' && { momentum: 0.9 }) }] as const,
    ),
  ),
]);

test.each(shipped)('KaTeX sets all that is told of %s %o', (optimizer, settings) => {
  const { inspection } = inspected(onValley(optimizer, { steps: 7 }, settings));
  for (const step of [1, 2, 7]) {
    const sheet = inspection.step(step, [0, 1]);
    expect(sheet.lines.some(({ rows }) => rows.length === 2)).toBe(true);
    const texts = sheet.lines.flatMap(({ latex, rows }) => [latex, ...rows.map(rowLatex)]);
    for (const latex of [...texts, stepLatex(sheet)])
      expect(katex.renderToString(latex, { throwOnError: true, strict: 'error' })).toContain('katex');
    for (const { said } of sheet.lines.flatMap(({ rows }) => rows)) expect(said).toMatch(/^w[01]: .+\.$/);
  }
});

describe('as a text to paste', () => {
  test('LaTeX is one block', () => {
    const text = stepLatex(adam);
    expect(text.split('\n').slice(0, 4)).toEqual([
      '\\begin{aligned}',
      '& m_t = \\beta_1 m_{t-1} + (1 - \\beta_1) g_t \\\\',
      '& \\quad w_{0}\\colon\\ 0.9 \\cdot 64.4900 + 0.1 \\cdot 89.0462 = 66.9456 \\\\',
      '& \\quad w_{1}\\colon\\ 0.9 \\cdot 6.82052 + 0.1 \\cdot 9.89004 = 7.12747 \\\\',
    ]);
    expect(text.endsWith('\\end{aligned}\n')).toBe(true);
  });

  test('Markdown has the headline, the lines and the values', () => {
    const text = stepMarkdown(adam, 'Adam, step 12 of 12');
    expect(text).toContain('### Adam, step 12 of 12\n\nOne gradient is 9.0 times');
    expect(text).toContain(
      '- line 25: $m_t = \\beta_1 m_{t-1} + (1 - \\beta_1) g_t$\n  - $w_{0}$: $0.9 \\cdot 64.4900',
    );
    expect(text).toContain(
      '|  | w0 before | w0 after | change | w1 before | w1 after | change |\n| --- | ---: |',
    );
    expect(text).toContain('| p | 0.890462 | 0.880596 | −0.00986584 |');
    expect(text).toContain('| m_hat |  | 93.2948 |  |');
  });

  test.each([
    ['w0', 'w_{0}'],
    ['layer 1 weight [3, 5]', 'W_{1}[3, 5]'],
    ['layer 12 bias [5]', 'b_{12}[5]'],
    ['x', 'x'],
    ['other', '\\text{other}'],
  ])('%s is %s', (name, latex) => {
    expect(nameLatex(name)).toBe(latex);
  });
});
