import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilerFor } from '../../../core/problems/surfaces/expression/evaluate.ts';
import { parse } from '../../../core/problems/surfaces/expression/parse.ts';
import { SurfaceError } from '../../../core/problems/surfaces/expression/surfaceError.ts';
import { limits } from '../../../core/problems/surfaces/expression/tokens.ts';
import { print } from './surfacesPrint.ts';
import { formulaText } from './surfacesTools.ts';

function evaluate(text: string, x: number, y: number): number {
  const expression = parse(text);
  return compilerFor(expression)(expression)(x, y);
}

function errorOf(text: string): SurfaceError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof SurfaceError) return error;
    throw error;
  }
  throw new Error(`no error in ${text}`);
}

describe('the order of operations is that of Python', () => {
  test.each([
    ['-x**2', -9],
    ['(-x)**2', 9],
    ['2**-1', 0.5],
    ['2**3**2', 512],
    ['(2**3)**2', 64],
    ['-2**-2', -0.25],
    ['2**-2**2', 2 ** -4],
    ['x - y - 1', 0],
    ['x - (y - 1)', 2],
    ['x / y / 2', 0.75],
    ['x / (y / 2)', 3],
    ['x / y * 2', 3],
    ['x + y * 2', 7],
    ['(x + y) * 2', 10],
    ['2 * x**y', 18],
    ['-x * y', -6],
    ['x * -y', -6],
    ['x - -y', 5],
    ['--x', 3],
    ['+x', 3],
    ['x**+y', 9],
    ['- x ** y', -9],
  ])('%s at (3, 2) is %d', (text, value) => {
    expect(evaluate(text, 3, 2)).toBe(value);
  });

  test('sums are added from the left', () => {
    expect(evaluate('0.1 + 0.2 + 0.3', 0, 0)).toBe(0.1 + 0.2 + 0.3);
    expect(evaluate('0.1 + (0.2 + 0.3)', 0, 0)).toBe(0.1 + (0.2 + 0.3));
  });
});

describe('numbers, names and functions', () => {
  test.each([
    ['12', 12],
    ['1.', 1],
    ['.5', 0.5],
    ['1.25e2', 125],
    ['1E-3', 0.001],
    ['2e+3', 2000],
    ['pi', Math.PI],
    ['e', Math.E],
    ['2 * e', 2 * Math.E],
    ['x', 3],
    ['y', 2],
    ['sin(x)', Math.sin(3)],
    ['cos(x)', Math.cos(3)],
    ['tan(x)', Math.tan(3)],
    ['atan(x)', Math.atan(3)],
    ['sinh(x)', Math.sinh(3)],
    ['cosh(x)', Math.cosh(3)],
    ['tanh(x)', Math.tanh(3)],
    ['exp(x)', Math.exp(3)],
    ['expm1(x)', Math.expm1(3)],
    ['log(x)', Math.log(3)],
    ['sqrt(x)', Math.sqrt(3)],
    ['abs(-x)', 3],
    ['sign(-x)', -1],
    ['min(x, y)', 2],
    ['max(x, y)', 3],
    ['pow(x, y)', 9],
    ['x**0.5', 3 ** 0.5],
    ['x**3', 27],
    ['x**4', 81],
    ['x**5', 243],
    ['x**-1', 1 / 3],
    ['\t x\n + \r\n y ', 5],
  ])('%j is %d', (text, value) => {
    expect(evaluate(text, 3, 2)).toBe(value);
  });

  test('what has no value is not a number, not an error', () => {
    expect(evaluate('log(-x)', 3, 2)).toBeNaN();
    expect(evaluate('x / (y - 2)', 3, 2)).toBe(Number.POSITIVE_INFINITY);
    expect(evaluate('max(sqrt(-x), 1)', 3, 2)).toBeNaN();
  });
});

const functions = 'abs, atan, cos, cosh, exp, expm1, log, max, min, pow, sign, sin, sinh, sqrt, tan, tanh';

describe('errors have column, offending text and a suggestion', () => {
  test.each([
    ['', 1, '', "expected a formula such as 'x**2 + y**2', found the end of the formula"],
    [' \n ', 4, '', "expected a formula such as 'x**2 + y**2', found the end of the formula"],
    ['x +', 4, '', "expected a number, x, y or '(', found the end of the formula"],
    ['x + * y', 5, '*', "expected a number, x, y or '(', found '*'"],
    ['(x + y', 7, '', "expected ')', found the end of the formula"],
    ['x + y)', 6, ')', "expected an operator, found ')'"],
    ['()', 2, ')', "expected a number, x, y or '(', found ')'"],
    ['2x', 2, 'x', "expected an operator, found 'x'; a product is written with '*'"],
    ['x y', 3, 'y', "expected an operator, found 'y'; a product is written with '*'"],
    ['x 2', 3, '2', "expected an operator, found '2'; a product is written with '*'"],
    ['(x)(y)', 4, '(', "expected an operator, found '('; a product is written with '*'"],
    ['(x y)', 4, 'y', "expected ')', found 'y'; a product is written with '*'"],
    ['x(y + 1)', 1, 'x', "'x' is not a function; a product is written 'x * (…)'"],
    ['pi(2)', 1, 'pi', "'pi' is not a function; a product is written 'pi * (…)'"],
    ['x^2', 2, '^', "'^' has no meaning in a formula; a power is written '**'"],
    ['f = x', 3, '=', "'=' has no meaning in a formula; write only what stands to the right of '='"],
    ['x − y', 3, '−', "'−' has no meaning in a formula; write '-'"],
    ['x²', 2, '²', "'²' has no meaning in a formula; write '**2'"],
    ['2·x', 2, '·', "'·' has no meaning in a formula; write '*'"],
    ['2 * π', 5, 'π', "'π' has no meaning in a formula; write 'pi'"],
    ['[x]', 1, '[', "'[' has no meaning in a formula; write '('"],
    ['|x|', 1, '|', "'|' has no meaning in a formula; an absolute value is written 'abs(x)'"],
    ['np.sin(x)', 3, '.', "'.' has no meaning in a formula; functions stand alone, as in 'sin(x)'"],
    ['x % 2', 3, '%', "'%' has no meaning in a formula"],
    ['x + 🙂', 5, '🙂', "'🙂' has no meaning in a formula"],
    ['x // y', 4, '/', "expected a number, x, y or '(', found '/'"],
    ['z + 1', 1, 'z', "unknown name 'z'; the variables are x and y"],
    ['x + X', 5, 'X', "unknown name 'X'; did you mean 'x'?"],
    ['x1**2', 1, 'x1', "unknown name 'x1'; did you mean 'x'?"],
    ['2 * PI', 5, 'PI', "unknown name 'PI'; did you mean 'pi'?"],
    ['constructor', 1, 'constructor', "unknown name 'constructor'; the variables are x and y"],
    ['sin x', 1, 'sin', "'sin' is a function — expected '(' and its value after it"],
    ['ln(x)', 1, 'ln', "unknown function 'ln'; did you mean 'log'?"],
    ['arctan(x)', 1, 'arctan', "unknown function 'arctan'; did you mean 'atan'?"],
    ['Sin(x)', 1, 'Sin', "unknown function 'Sin'; did you mean 'sin'?"],
    ['1 + sqr(x)', 5, 'sqr', "unknown function 'sqr'; did you mean 'sqrt'?"],
    ['gamma(x)', 1, 'gamma', `unknown function 'gamma'; the functions are ${functions}`],
    ['toString(x)', 1, 'toString', `unknown function 'toString'; the functions are ${functions}`],
    ['sin()', 5, ')', "expected a number, x, y or '(', found ')'"],
    ['sin(x, y)', 1, 'sin', "'sin' takes 1 value, not 2"],
    ['max(x)', 1, 'max', "'max' takes 2 values, not 1"],
    ['x + min(x, y, 1)', 5, 'min', "'min' takes 2 values, not 3"],
    ['x, y', 2, ',', "expected an operator, found ','"],
    ['1e999', 1, '1e999', '1e999 is too large for a number; the largest is 1.797e308'],
    ['1.2.3', 4, '.3', "expected an operator, found '.3'; a product is written with '*'"],
  ])('%j', (text, column, offending, reason) => {
    expect(errorOf(text)).toMatchObject({ column, text: offending, reason });
  });

  test('the message names the place', () => {
    expect(errorOf('x + z1').message).toBe("column 5 — unknown name 'z1'; the variables are x and y");
  });
});

describe('what is too large has its place:', () => {
  const { characters, tokens, nesting } = limits;

  test.each([
    ['a long formula', `x${' '.repeat(characters)}`, characters + 1, ''],
    ['many parts', `x${'+x'.repeat(tokens / 2)}`, tokens + 1, 'x'],
    ['many parts after spaces', `  x${' +x'.repeat(tokens / 2)}`, 3 + 3 * (tokens / 2), 'x'],
    ['deep parentheses', `${'('.repeat(nesting + 1)}x${')'.repeat(nesting + 1)}`, nesting + 2, 'x'],
    ['many signs', ` ${'-'.repeat(nesting + 1)}x`, nesting + 3, 'x'],
  ])('%s', (_, text, column, offending) => {
    expect(errorOf(text)).toMatchObject({ column, text: offending });
  });
});

describe('limits', () => {
  const { characters, tokens, nesting } = limits;
  const inside = (depth: number) => `${'('.repeat(depth)}x${')'.repeat(depth)}`;

  test('a formula of the greatest length and depth is read', () => {
    expect(() => parse(`x${' '.repeat(characters - 1)}`)).not.toThrow();
    expect(() => parse(`${'x+'.repeat(tokens / 2 - 1)}-x`)).not.toThrow();
    expect(() => parse(inside(nesting))).not.toThrow();
    expect(() => parse(`${'-x*'.repeat(130)}x`)).not.toThrow();
    expect(() => parse(`${'-'.repeat(nesting)}x`)).not.toThrow();
    expect(() => parse(`x${'**x'.repeat(nesting)}`)).not.toThrow();
  });

  test.each([
    ['a longer one', 'x'.repeat(characters + 1), 'the formula has 1001 characters — expected at most 1000'],
    ['one of more parts', `${'x+'.repeat(tokens / 2)}x`, 'the formula has more than 400 parts'],
    ['deeper parentheses', inside(nesting + 1), 'the formula nests more than 100 deep'],
    ['more signs', `${'-'.repeat(nesting + 1)}x`, 'the formula nests more than 100 deep'],
    ['more powers', `x${'**x'.repeat(nesting + 1)}`, 'the formula nests more than 100 deep'],
    ['deeper calls', `${'sin('.repeat(nesting + 1)}x`, 'the formula nests more than 100 deep'],
  ])('%s is refused', (_, text, reason) => {
    expect(errorOf(text).reason).toBe(reason);
  });
});

describe('print', () => {
  test.each([
    ['x+y*2', 'x + y * 2'],
    ['(x+y)*2', '(x + y) * 2'],
    ['x-(y-1)', 'x - (y - 1)'],
    ['(x-y)-1', 'x - y - 1'],
    ['x/(y*2)', 'x / (y * 2)'],
    ['(x**2)**3', '(x**2)**3'],
    ['x**(2**3)', 'x**2**3'],
    ['(-x)**2', '(-x)**2'],
    ['-(x**2)', '-x**2'],
    ['x**-(y*2)', 'x**(-y * 2)'],
    ['-(x*y)', '-x * y'],
    ['-(x+y)', '-(x + y)'],
    ['x--y', 'x - -y'],
    ['pow( x,y+1 )', 'x**(y + 1)'],
    ['min(x,-1)', 'min(x, -1)'],
    ['2*pi*e', '2 * pi * e'],
    ['1e-9*1e21', '1e-9 * 1e+21'],
  ])('%s is written %s', (text, printed) => {
    expect(print(parse(text))).toBe(printed);
  });

  test('what is printed reads back as the same function, bit for bit', () => {
    fc.assert(
      fc.property(formulaText, fc.double(), fc.double(), (text, x, y) => {
        expect(evaluate(print(parse(text)), x, y)).toBe(evaluate(text, x, y));
      }),
      { numRuns: 1000 },
    );
  });
});
