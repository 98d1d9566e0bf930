/** Formulas as papers write them: what equals, what replaces, and symbols of which no two are alike. */
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { latex } from '../../../core/rule/targets/latex/latex.ts';
import { declaredRule } from './ruleText.ts';

const usual = ['lr = 0.1 in [0, inf)', 'state m', 'scalar q = 1'];

/** The rows of a rule's block, without the first, which is the gradient, nor signs that only align. */
function rowsOf(...update: readonly string[]): readonly string[] {
  const { block } = latex(parseRule(declaredRule(usual, update)));
  const rows = block.split('\n').slice(2, -1);
  return rows.map((row) =>
    row
      .replace(/ \\\\$/, '')
      .replace('&', '')
      .trim(),
  );
}

function linesOf(...update: readonly string[]): readonly string[] {
  return latex(parseRule(declaredRule(usual, update))).lines.map((line) => line.latex);
}

describe('an arrow stands where the symbol on the left stands for another number on the right:', () => {
  test.each([
    ['a gradient that changes', 'g = 2 * g', 'g_t \\leftarrow 2 g_t'],
    ['one that is given another value', 'g = 2 * m', 'g_t = 2 m_{t-1}'],
    ['the first value of the step', 'm = 2 * m', 'm_t = 2 m_{t-1}'],
  ])('%s', (_, line, row) => {
    expect(rowsOf(line, 'p -= g')[0]).toBe(row);
  });

  test('a second value of the step', () => {
    expect(rowsOf('m = 2 * m', 'm = 3 * m', 'p -= m')[1]).toBe('m_t \\leftarrow 3 m_t');
  });

  const cases = (yes: string, no: string) =>
    `\\begin{cases} ${yes} & \\text{if } t = 1 \\\\ ${no} & \\text{otherwise} \\end{cases}`;

  test.each([
    ['both sides', 'g = 2 * g', 'g = 3 * g', `g_t \\leftarrow ${cases('2 g_t', '3 g_t')}`],
    ['the first side', 'g = 2 * g', 'g = 3', `g_t \\leftarrow ${cases('2 g_t', '3')}`],
    ['the second side', 'g = 2', 'g = 3 * g', `g_t \\leftarrow ${cases('2', '3 g_t')}`],
    ['neither side', 'g = 2', 'g = m', `g_t = ${cases('2', 'm_{t-1}')}`],
    ['an old value', 'm = 2 * m', 'm = m', `m_t = ${cases('2 m_{t-1}', 'm_{t-1}')}`],
  ])('%s of a choice', (_, yes, no, row) => {
    const [found] = rowsOf('if t == 1', `  ${yes}`, 'else', `  ${no}`, 'p -= g');
    expect(found).toBe(row);
  });

  test('a choice below a line that gave the name its value', () => {
    const [, found] = rowsOf('m = g', 'if t == 1', '  m = 2', 'else', '  m = 3 * m', 'p -= m');
    expect(found).toBe(`m_t \\leftarrow ${cases('2', '3 m_t')}`);
  });
});

test('each line has its own formula, also of a choice that is one row', () => {
  expect(linesOf('if t == 1', '  g = 2', 'else', '  g = 3 * g', 'p -= g')).toEqual(
    [
      'g_t = \\nabla f(\\theta_{t-1})',
      '\\text{if } t = 1',
      'g_t = 2',
      '\\text{otherwise}',
      'g_t \\leftarrow 3 g_t',
      '\\theta_t = \\theta_{t-1} - g_t',
    ].slice(1),
  );
});

test('sides that assign different names, or more than one, are rows of their own', () => {
  expect(rowsOf('if t == 1', '  g = 2', 'elif t == 2', '  m = 3', 'else', '  q = 4', 'p -= g')).toEqual([
    '\\text{if } t = 1',
    '\\quad g_t = 2',
    '\\text{otherwise if } t = 2',
    '\\quad m_t = 3',
    '\\text{otherwise}',
    '\\quad q_t = 4',
    '\\theta_t = \\theta_{t-1} - g_t',
  ]);
});

const inherited = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[A-Za-z]\w*$/.test(name));

test.each(inherited)('%s is a name like any', (name) => {
  const rule = parseRule(
    declaredRule(
      [`${name} = 1 in [0, 2]`, `state m_${name}`, `scalar x_${name}_hat = 1`],
      [`m_${name} = ${name} * g`, `y_${name} = m_${name} * x_${name}_hat`, `p -= y_${name}`],
    ),
  );
  const { block } = latex(rule);
  expect(block).toContain(`m_{\\mathrm{${name}},t} = \\mathrm{${name}} \\cdot g_t`.replace(' =', ' &='));
  expect(block).toContain(`\\hat{x}_{\\mathrm{${name}},t-1}`);
});
