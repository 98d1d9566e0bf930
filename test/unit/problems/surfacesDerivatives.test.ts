import { afterEach, describe, expect, test, vi } from 'vitest';
import { differentiate } from '../../../core/problems/surfaces/expression/differentiate.ts';
import { compilerFor } from '../../../core/problems/surfaces/expression/evaluate.ts';
import { parse } from '../../../core/problems/surfaces/expression/parse.ts';
import { type Expression, unaryFunctions } from '../../../core/problems/surfaces/expression/tree.ts';
import { parseSurface } from '../../../core/problems/surfaces/typed/parseSurface.ts';
import { centralDifferences, largestDeviation } from './differences.ts';
import { print } from './surfacesPrint.ts';
import { gradientAt, randomPoints } from './surfacesTools.ts';

/** A formula with its derivatives with respect to x and y. */
const rules: readonly (readonly [text: string, byX: string, byY: string])[] = [
  ['3', '0', '0'],
  ['x', '1', '0'],
  ['-x', '-1', '0'],
  ['x + y', '1', '1'],
  ['x - y', '1', '-1'],
  ['x + x', '2', '0'],
  ['x * y', 'y', 'x'],
  ['x * x', '2 * x', '0'],
  ['x / y', '1 / y', '-x / y / y'],
  ['1 / x', '-1 / x / x', '0'],
  ['x / 4', '0.25', '0'],
  ['x**2', '2 * x', '0'],
  ['x**3', '3 * x**2', '0'],
  ['x**1', '1', '0'],
  ['x**0', '0', '0'],
  ['x**-2', '-2 * x**-3', '0'],
  ['x**0.5', '0.5 * x**-0.5', '0'],
  ['2**x', 'log(2) * 2**x', '0'],
  ['e**x', 'e**x', '0'],
  ['x**y', 'y * x**(y - 1)', 'log(x) * x**y'],
  ['abs(x)', 'sign(x)', '0'],
  ['sign(x)', '0', '0'],
  ['atan(x)', '1 / (1 + x**2)', '0'],
  ['cos(x)', '-sin(x)', '0'],
  ['cosh(x)', 'sinh(x)', '0'],
  ['expm1(x)', 'exp(x)', '0'],
  ['exp(x)', 'exp(x)', '0'],
  ['log(x)', '1 / x', '0'],
  ['sin(x)', 'cos(x)', '0'],
  ['sinh(x)', 'cosh(x)', '0'],
  ['sqrt(x)', '1 / (2 * sqrt(x))', '0'],
  ['tan(x)', '1 + tan(x)**2', '0'],
  ['tanh(x)', '1 - tanh(x)**2', '0'],
  ['max(x, y)', 'where(x > y, 1, 0)', 'where(x > y, 0, 1)'],
  ['min(x, y)', 'where(x > y, 0, 1)', 'where(x > y, 1, 0)'],
  ['max(x, 2 + x)', '1', '0'],
  // Chains of them, and what is left out.
  ['sin(2 * x * y)', '2 * y * cos(2 * x * y)', '2 * x * cos(2 * x * y)'],
  ['exp(-x**2)', '-2 * x * exp(-x**2)', '0'],
  ['log(x * y)', 'y / (x * y)', 'x / (x * y)'],
  ['(2 * x) * (3 * y)', '6 * y', '6 * x'],
  ['3 * x * 2 * x', '6 * x + 3 * x * 2', '0'],
  ['x * (2 * pi * y) * 0.1', '0.2 * pi * y', '0.2 * x * pi'],
  ['cos(2 * pi * x)', '-2 * pi * sin(2 * pi * x)', '0'],
  ['(1 - x)**2 + 100*(y - x**2)**2', '-2 * (1 - x) - 400 * (y - x**2) * x', '200 * (y - x**2)'],
];

describe('a derivative reads as a person would write it', () => {
  test.each(rules)('%s', (text, byX, byY) => {
    const formula = parse(text);
    expect(print(differentiate(formula, 'x'))).toBe(byX);
    expect(print(differentiate(formula, 'y'))).toBe(byY);
  });
});

const chains = [
  'sin(x*y) * exp(x - y)',
  'atan(x / y) / (1 + tanh(y)**2)',
  'log(x**2 + y**2) * sqrt(x + y)',
  'x**y - y**x + (x + y)**(x - y)',
  'cosh(sin(x)) - sinh(cos(y)) + tan(x*y/8)',
  'abs(x - 2) * max(x*y, x + y) - min(x, y)**2 / sign(y - 9)',
  '-(-x)**3 * --y - (-2*x) * -(3*y) / (-4) + 2**-x**2',
  'x*x*x*y*y / (x*y*2) * pi * e * 3',
  'pow(x, 2.5) + pow(2.5, y) + exp(exp(x/5)) + (x + y) - (x + y) + 0*x + 1*y',
];

test.each([...rules.map(([text]) => text), ...chains])('the derivatives of %s are its slopes', (text) => {
  const typed = parseSurface(text);
  const value = (at: Float64Array) => typed.value(at[0] ?? 0, at[1] ?? 0);
  for (const point of randomPoints({ x: [0.3, 3], y: [0.4, 2.5] }, 100))
    expect(
      largestDeviation(gradientAt(typed, point), centralDifferences(value, Float64Array.from(point))),
    ).toBeLessThan(1e-6);
});

test('second derivatives follow the same rules', () => {
  const twice = (text: string) => print(differentiate(differentiate(parse(text), 'x'), 'x'));
  expect(twice('x**4')).toBe('12 * x**2');
  expect(twice('sin(3 * x)')).toBe('-9 * sin(3 * x)');
  expect(twice('max(x**2, y)')).toBe('where(x**2 > y, 2, 0)');
});

describe('at a kink the slope is the mean of both sides', () => {
  test.each([
    ['abs(x)', [0, 0]],
    ['3*x + abs(x)', [3, 0]],
    ['max(x, y)', [0.5, 0.5]],
    ['min(x, 3*y)', [0.5, 1.5]],
    ['max(0, x)', [0.5, 0]],
    ['max(x, -x)', [0, 0]],
    ['abs(x) * x', [0, 0]],
  ])('%s', (text, slopes) => {
    expect([...gradientAt(parseSurface(text), [0, 0])]).toEqual(slopes);
  });

  test('the side that does not count is not computed: it may have no value', () => {
    expect([...gradientAt(parseSurface('max(sqrt(x), y)'), [0, 1])]).toEqual([0, 1]);
  });

  test('where a formula has no slope its derivative is no number, or infinite', () => {
    expect(gradientAt(parseSurface('sqrt(x**2 + y**2)'), [0, 0])[0]).toBeNaN();
    expect(gradientAt(parseSurface('sqrt(x)'), [0, 0])[0]).toBe(Number.POSITIVE_INFINITY);
    expect(gradientAt(parseSurface('max(log(x), 0)'), [-1, 0])[0]).toBeNaN();
  });
});

describe('what a formula and its derivatives share', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('is computed once a point', () => {
    const exp = vi.spyOn(unaryFunctions, 'exp');
    const typed = parseSurface('x * exp(x * y)');
    exp.mockClear();
    typed.value(1, 2);
    gradientAt(typed, [1, 2]);
    expect(exp).toHaveBeenCalledTimes(1);
    gradientAt(typed, [1, 3]);
    expect(exp).toHaveBeenCalledTimes(2);
  });

  test('is computed before the first point where no variable stands in it', () => {
    const exp = vi.spyOn(unaryFunctions, 'exp');
    const typed = parseSurface('x * exp(2 - 1) * exp(x)');
    exp.mockClear();
    expect(typed.value(1, 0)).toBeCloseTo(Math.E ** 2, 12);
    expect(exp.mock.calls).toEqual([[1]]);
    exp.mockClear();
    expect(typed.value(2, 0)).toBeCloseTo(2 * Math.E ** 3, 12);
    expect(exp.mock.calls).toEqual([[2]]);
  });

  test('is not confused by the sign of 0, by NaN, or by a point that comes back', () => {
    const typed = parseSurface('exp(1/x) * exp(1/x)');
    const points = [0, -0, Number.NaN, 0, 1, Number.NaN, -0, 1];
    expect(points.map((x) => typed.value(x, 0))).toEqual(points.map((x) => Math.exp(1 / x) ** 2));
    expect(points.map((x) => gradientAt(typed, [x, 0])[0])).toEqual(
      points.map((x) => gradientAt(parseSurface('exp(1/x) * exp(1/x)'), [x, 0])[0]),
    );
  });

  test('takes no longer where what is shared shares parts itself', () => {
    let sum: Expression = { kind: 'variable', name: 'x' };
    // Written out, it has more terms than could ever be added.
    for (let i = 0; i < 100; i++) sum = { kind: 'binary', operator: '+', left: sum, right: sum };
    expect(compilerFor(sum)(sum)(3, 0)).toBe(3 * 2 ** 100);
  });

  test('keeps the derivatives of a long product short enough to compute', () => {
    // Written out, the second derivative has tens of millions of factors.
    const formula = parse(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'x' : 'y')).join('*'));
    const seen = new Set<object>();
    const count = (part: object): void => {
      if (seen.has(part)) return;
      seen.add(part);
      for (const operand of Object.values(part)) if (typeof operand === 'object') count(operand);
    };
    count(differentiate(differentiate(formula, 'x'), 'y'));
    expect(seen.size).toBeLessThan(10 * 200);
  });
});
