/** Which symbol stands for a name: what papers have where that is free, and no two alike. */
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { createSymbols } from '../../../core/rule/targets/latex/symbols.ts';
import { declaredRule } from './ruleText.ts';

/** The symbols of hyperparameters of these names, in a rule that has no other names. */
function symbolsOf(names: readonly string[], time: string | null = null): readonly string[] {
  const declarations = names.map((name) => `${name} = 1 in [0, 2]`);
  const symbols = createSymbols(parseRule(declaredRule(declarations, ['p -= g'])));
  return names.map((name) => symbols(name, time));
}

describe('a name alone is', () => {
  test.each([
    ['a', 'a'],
    ['X', 'X'],
    ['alpha', '\\alpha'],
    ['omega', '\\omega'],
    ['omicron', '\\mathrm{omicron}'],
    ['beta1', '\\beta_1'],
    ['beta12', '\\beta_{12}'],
    ['m_hat', '\\hat{m}'],
    ['theta_bar', '\\bar{\\theta}'],
    ['v_tilde', '\\tilde{v}'],
    ['m_hat_bar', '\\bar{\\hat{m}}'],
    ['v_max', 'v_{\\max}'],
    ['v_min', 'v_{\\min}'],
    ['u_inf', 'u_{\\infty}'],
    ['m_1', 'm_1'],
    ['m_12', 'm_{12}'],
    ['m_k', 'm_k'],
    ['m_fast', 'm_{\\mathrm{fast}}'],
    ['m2_fast', 'm_{2,\\mathrm{fast}}'],
    ['m_hat_max', '\\hat{m}_{\\max}'],
    ['m_t', 'm'],
    ['trust', '\\mathrm{trust}'],
    ['trust_ratio', '\\mathrm{trust\\_ratio}'],
    ['ab1', '\\mathrm{ab1}'],
    ['lr', '\\eta'],
    ['eps', '\\epsilon'],
    ['weight_decay', '\\lambda'],
    ['momentum', '\\mu'],
    ['dampening', '\\tau'],
    ['lambd', '\\lambda'],
  ])('%s: %s', (name, symbol) => {
    expect(symbolsOf([name])).toEqual([symbol]);
  });
});

describe('where a symbol is taken,', () => {
  test.each([
    ['the usual gives way to what a name itself says', ['lr', 'eta'], ['\\alpha', '\\eta']],
    ['there is another for the rate', ['lr', 'eta', 'alpha'], ['\\gamma', '\\eta', '\\alpha']],
    [
      'and none is left, the name stands as it is',
      ['lr', 'eta', 'alpha', 'gamma'],
      ['\\mathrm{lr}', '\\eta', '\\alpha', '\\gamma'],
    ],
    [
      'so it is for the second of two with the same',
      ['weight_decay', 'lambd'],
      ['\\lambda', '\\mathrm{lambd}'],
    ],
    ['epsilon has two forms', ['eps', 'epsilon'], ['\\varepsilon', '\\epsilon']],
    ['an index of time makes none', ['m', 'm_t'], ['m', '\\mathrm{m\\_t}']],
    ['ways of writing the same name differ', ['m1', 'm_1'], ['m_1', '\\mathrm{m\\_1}']],
    ['parameters, gradient and loss have theirs', ['theta', 'f'], ['\\mathrm{theta}', '\\mathrm{f}']],
  ])('%s', (_, names, symbols) => {
    expect(symbolsOf(names)).toEqual(symbols);
  });
});

test('a time stands behind what is in the subscript already', () => {
  expect(symbolsOf(['m', 'beta1', 'm_hat', 'v_max'], 't')).toEqual([
    'm_t',
    '\\beta_{1,t}',
    '\\hat{m}_t',
    'v_{\\max,t}',
  ]);
  expect(symbolsOf(['m', 'beta1', 'trust'], 't-1')).toEqual([
    'm_{t-1}',
    '\\beta_{1,t-1}',
    '\\mathrm{trust}_{t-1}',
  ]);
});

test('parameters and gradient have the symbols of papers', () => {
  const symbols = createSymbols(parseRule(declaredRule([], ['x = g', 'y_hat = x', 'p -= y_hat'])));
  expect(['p', 'g', 't', 'x', 'y_hat', 'unknown_name'].map((name) => symbols(name, null))).toEqual([
    ...['\\theta', 'g', 't', 'x', '\\hat{y}', '\\mathrm{unknown\\_name}'],
  ]);
});

test('of state and scalars, too', () => {
  const rule = parseRule(
    declaredRule(
      ['lr = 1 in [0, 2]', 'state v_eta', 'scalar eta = 1'],
      ['v_eta = g', 'eta = eta * lr', 'p -= v_eta'],
    ),
  );
  const symbols = createSymbols(rule);
  expect(['lr', 'eta', 'v_eta'].map((name) => symbols(name, null))).toEqual([
    '\\alpha',
    '\\eta',
    'v_{\\mathrm{eta}}',
  ]);
});
