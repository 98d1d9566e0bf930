/** Expressions and conditions as people write them. */
import { describe, expect, test } from 'vitest';
import {
  conditionFormula,
  type FormulaStyle,
  formula,
  shortNumber,
} from '../../../core/rule/inspect/formula.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { declaredRule } from './ruleText.ts';

const declarations = [
  ...['a', 'b', 'c'].map((name) => `${name} = 1 in [0, 2]`),
  'option nest = true',
  'option kind = one in {one, two}',
];
const asWritten: FormulaStyle = { format: shortNumber, show: (expression) => expression };

function written(expression: string, style = asWritten): string {
  const [first] = parseRule(declaredRule(declarations, [`p = ${expression}`])).program.statements;
  return first?.kind === 'assignment' ? formula(first.value, style) : '';
}

function condition(text: string): string {
  const [first] = parseRule(declaredRule(declarations, [`if ${text}`, '  p = g'])).program.statements;
  return first?.kind === 'branch' ? conditionFormula(first.condition, asWritten) : '';
}

describe('with the parentheses that are needed:', () => {
  test.each([
    ['a + b - c', 'a + b − c'],
    ['a + (b + c)', 'a + (b + c)'],
    ['a - (b - c)', 'a − (b − c)'],
    ['(a - b) * c', '(a − b) · c'],
    ['a * (b + c)', 'a · (b + c)'],
    ['a * b / c', 'a · b / c'],
    ['a * (b / c)', 'a · (b / c)'],
    ['a / (b * c)', 'a / (b · c)'],
    ['a - b * c', 'a − b · c'],
    ['-a + b', '−a + b'],
    ['a + -b', 'a + (−b)'],
    ['a * -b', 'a · (−b)'],
    ['--a', '−(−a)'],
    ['-(a + b)', '−(a + b)'],
    ['-(a * b)', '−(a · b)'],
    ['-a ** 2', '−a²'],
    ['(-a) ** 2', '(−a)²'],
    ['-a * b', '−a · b'],
    ['a ** b', 'a^b'],
    ['a ** 3', 'a^3'],
    ['a ** -b', 'a^(−b)'],
    ['a ** b ** c', 'a^b^c'],
    ['(a ** b) ** c', '(a^b)^c'],
    ['(a + b) ** 2', '(a + b)²'],
    ['a ** (b + c)', 'a^(b + c)'],
    ['sqrt(a)', '√a'],
    ['sqrt(a + b)', '√(a + b)'],
    ['sqrt(a ** 2)', '√(a²)'],
    ['sqrt(sqrt(a))', '√√a'],
    ['abs(a - b)', '|a − b|'],
    ['max(a, b + c)', 'max(a, b + c)'],
    ['exp(-a)', 'exp(−a)'],
    ['norm(g - a)', 'norm(g − a)'],
    ['where(a < b, a, b + c)', 'where(a < b, a, b + c)'],
    ['where(a < b, a, b) * c', 'where(a < b, a, b) · c'],
    ['1e-8 * a', '1e-8 · a'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('with numbers in place of names:', () => {
  const values: Readonly<Record<string, number>> = { a: -2, b: 3, c: 0.25 };
  const withNumbers: FormulaStyle = {
    format: shortNumber,
    show: (expression) => (expression.kind === 'name' ? (values[expression.name] ?? Number.NaN) : expression),
  };
  test.each([
    ['a + b', '−2 + 3'],
    ['b + a', '3 + (−2)'],
    ['a * b', '−2 · 3'],
    ['b * a', '3 · (−2)'],
    ['a ** 2', '(−2)²'],
    ['b ** a', '3^(−2)'],
    ['-a', '−(−2)'],
    ['-b', '−3'],
    ['sqrt(a)', '√(−2)'],
    ['abs(a)', '|−2|'],
    ['max(b, a)', 'max(3, −2)'],
    ['(a + b) * c', '(−2 + 3) · 0.25'],
  ])('%s', (text, expected) => expect(written(text, withNumbers)).toBe(expected));
});

describe('conditions:', () => {
  test.each([
    ['a == b', 'a = b'],
    ['a != b', 'a ≠ b'],
    ['a <= b', 'a ≤ b'],
    ['a >= b', 'a ≥ b'],
    ['a < b + c', 'a < b + c'],
    ['a > -b', 'a > −b'],
    ['nest', 'nest'],
    ['kind == one', 'kind = one'],
    ['not nest', 'not nest'],
    ['not (nest and a < b)', 'not (nest and a < b)'],
    ['nest and a < b', 'nest and a < b'],
    ['nest or a < b', 'nest or a < b'],
    ['nest and (a < b or b < c)', 'nest and (a < b or b < c)'],
    ['(nest and a < b) or b < c', '(nest and a < b) or b < c'],
  ])('%s', (text, expected) => expect(condition(text)).toBe(expected));
});

test.each([
  [0, '0'],
  [-0, '0'],
  [12, '12'],
  [-12, '−12'],
  [999_999, '999999'],
  [1_000_000, '1000000'],
  [1_234_567, '1235000'],
  [-1_234_567, '−1235000'],
  [0.16789, '0.1679'],
  [0.25, '0.25'],
  [1e-8, '1e-8'],
  [-1.23456e-12, '−1.235e-12'],
  [1e21, '1e+21'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('%d is written %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});
