/** Expressions and conditions as papers write them: only the parentheses that a reader needs. */
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { latex } from '../../../core/rule/targets/latex/latex.ts';
import { declaredRule } from './ruleText.ts';

const declarations = [
  ...['a', 'b', 'c', 'd', 'long'].map((name) => `${name} = 1 in [0, 2]`),
  'option nest = true',
  'option kind = one in {one, two}',
  'state m',
];

/** The right side of `p = …`. */
function written(expression: string): string {
  const { lines } = latex(parseRule(declaredRule(declarations, [`p = ${expression}`])));
  return lines[0]?.latex.replace(/^\\theta_t (=|\\leftarrow) /, '') ?? '';
}

/** A condition, as the head of an `if` has it. */
function condition(text: string): string {
  const { lines } = latex(parseRule(declaredRule(declarations, [`if ${text}`, '  p = g'])));
  return lines[0]?.latex.replace(/^\\text\{if } /, '') ?? '';
}

describe('sums', () => {
  test.each([
    ['a + b - c', 'a + b - c'],
    ['a + (b + c)', 'a + b + c'],
    ['a + (b - c)', 'a + b - c'],
    ['(a - b) - c', 'a - b - c'],
    ['a - (b + c)', 'a - (b + c)'],
    ['a - (b - c)', 'a - (b - c)'],
    ['a - b * c', 'a - b c'],
    ['a - b / c', 'a - \\frac{b}{c}'],
    ['a + -b', 'a + (-b)'],
    ['a - -b', 'a - (-b)'],
    ['a - -b * c', 'a - (-b c)'],
    ['-a + b', '-a + b'],
    ['-a - b', '-a - b'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('signs', () => {
  test.each([
    ['-a', '-a'],
    ['--a', '-(-a)'],
    ['-(a + b)', '-(a + b)'],
    ['-(a - b) * c', '-(a - b) c'],
    ['-(a * b)', '-a b'],
    ['-a ** 2', '-a^2'],
    ['(-a) ** 2', '(-a)^2'],
    ['-a / b', '\\frac{-a}{b}'],
    ['a / -b', '\\frac{a}{-b}'],
    ['a * -b', 'a (-b)'],
    ['-2 * a', '-2 a'],
    ['abs(-a)', '\\lvert -a \\rvert'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('products and fractions', () => {
  test.each([
    ['a * b * c', 'a b c'],
    ['a * (b * c)', 'a b c'],
    ['a * (b + c)', 'a (b + c)'],
    ['(a - b) * c', '(a - b) c'],
    ['2 * a', '2 a'],
    ['a * 2', 'a \\cdot 2'],
    ['2 * 3', '2 \\cdot 3'],
    ['a * 2 * b', 'a \\cdot 2 b'],
    ['long * a', '\\mathrm{long} \\cdot a'],
    ['a * long', 'a \\cdot \\mathrm{long}'],
    ['a * b / c', '\\frac{a b}{c}'],
    ['a * (b / c)', 'a \\frac{b}{c}'],
    ['a / b * c', '\\frac{a}{b} c'],
    ['a / b * c / d', '\\frac{a}{b} \\frac{c}{d}'],
    ['(a + b) * c / d', '\\frac{(a + b) c}{d}'],
    ['a / b / c', '\\frac{\\frac{a}{b}}{c}'],
    ['a / (b / c)', '\\frac{a}{\\frac{b}{c}}'],
    ['(a + b) / (c - d)', '\\frac{a + b}{c - d}'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('powers', () => {
  test.each([
    ['a ** 2', 'a^2'],
    ['a ** 10', 'a^{10}'],
    ['a ** b', 'a^b'],
    ['a ** (b + c)', 'a^{b + c}'],
    ['a ** b ** c', 'a^{b^c}'],
    ['(a ** b) ** c', '(a^b)^c'],
    ['(a + b) ** 2', '(a + b)^2'],
    ['(a * b) ** 2', '(a b)^2'],
    ['(a / b) ** 2', '\\left( \\frac{a}{b} \\right)^2'],
    ['pow(a + b, c)', '(a + b)^c'],
    ['exp(a) ** 2', '(\\exp(a))^2'],
    ['sqrt(a) ** 2', '\\sqrt{a}^2'],
    ['abs(a + b) ** 2', '\\lvert a + b \\rvert^2'],
    ['norm(g) ** 2', '\\lVert g_t \\rVert_2^2'],
    ['sum(g) ** 2', '(\\operatorname{sum}(g_t))^2'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('numbers', () => {
  test.each([
    ['0.5', '0.5'],
    ['1e-8', '10^{-8}'],
    ['1e21', '10^{21}'],
    ['2.5e-7', '2.5 \\cdot 10^{-7}'],
    ['1.5e30', '1.5 \\cdot 10^{30}'],
    ['1e-8 ** a', '(10^{-8})^a'],
    ['2.5e-7 ** a', '(2.5 \\cdot 10^{-7})^a'],
    ['a * 1e-8', 'a \\cdot 10^{-8}'],
    ['1e-8 * a', '10^{-8} a'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('functions', () => {
  test.each([
    ['sqrt(a + b) * c', '\\sqrt{a + b} c'],
    ['exp(a / b)', '\\exp\\left( \\frac{a}{b} \\right)'],
    ['log(a) * b', '\\log(a) b'],
    ['a * log(b)', 'a \\cdot \\log(b)'],
    ['max(a, b) * min(c, d)', '\\max(a, b) \\cdot \\min(c, d)'],
    ['tanh(a) * tanh(b)', '\\tanh(a) \\cdot \\tanh(b)'],
    ['a * sign(b)', 'a \\cdot \\operatorname{sign}(b)'],
    ['clip(a, b, c / d)', '\\operatorname{clip}\\left( a, b, \\frac{c}{d} \\right)'],
    ['abs(a / b)', '\\left\\lvert \\frac{a}{b} \\right\\rvert'],
    ['sum(g) * a', '\\operatorname{sum}(g_t) a'],
    ['mean(g / a)', '\\operatorname{mean}\\left( \\frac{g_t}{a} \\right)'],
    ['norm(g / a)', '\\left\\lVert \\frac{g_t}{a} \\right\\rVert_2'],
    ['global_norm(g)', '\\lVert g_t \\rVert_{\\mathrm{all}}'],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('choices', () => {
  const cases = (...rows: readonly string[]) => `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
  const two = cases('a & \\text{if } a > b', 'b & \\text{otherwise}');

  test.each([
    ['where(a > b, a, b)', two],
    [
      'where(a > b, a, where(a > c, b, c))',
      cases('a & \\text{if } a > b', 'b & \\text{if } a > c', 'c & \\text{otherwise}'),
    ],
    ['where(c > d, where(a > b, a, b), c)', cases(`${two} & \\text{if } c > d`, 'c & \\text{otherwise}')],
    ['a * where(a > b, a, b)', `a \\left( ${two} \\right)`],
    ['where(a > b, a, b) * a', `\\left( ${two} \\right) a`],
    ['a + where(a > b, a, b)', `a + \\left( ${two} \\right)`],
    ['where(a > b, a, b) - a', `\\left( ${two} \\right) - a`],
    ['-where(a > b, a, b)', `-\\left( ${two} \\right)`],
    ['where(a > b, a, b) ** 2', `\\left( ${two} \\right)^2`],
  ])('%s', (text, expected) => expect(written(text)).toBe(expected));
});

describe('conditions', () => {
  test.each([
    ['a == b', 'a = b'],
    ['a != b', 'a \\ne b'],
    ['a <= b', 'a \\le b'],
    ['a >= b', 'a \\ge b'],
    ['a < b / c', 'a < \\frac{b}{c}'],
    ['nest', '\\mathrm{nest}'],
    ['kind == one and a < b', '\\mathrm{kind} = \\mathrm{one} \\land a < b'],
    ['not a < b', '\\lnot (a < b)'],
    ['not (a < b and b < c)', '\\lnot (a < b \\land b < c)'],
    ['a < b and b < c and c < d', 'a < b \\land b < c \\land c < d'],
    ['a < b or b < c or c < d', 'a < b \\lor b < c \\lor c < d'],
    ['a < b and b < c or c < d', '(a < b \\land b < c) \\lor c < d'],
    ['a < b or b < c and c < d', 'a < b \\lor (b < c \\land c < d)'],
    ['(a < b or b < c) and c < d', '(a < b \\lor b < c) \\land c < d'],
    ['a < b and not (b < c or c < d)', 'a < b \\land \\lnot (b < c \\lor c < d)'],
    ['a / b < c and (b < c or c < d)', '\\frac{a}{b} < c \\land (b < c \\lor c < d)'],
  ])('%s', (text, expected) => expect(condition(text)).toBe(expected));
});
