/** What sums, products and powers are built of, in the text that people read. */
import { describe, expect, test } from 'vitest';
import { compilerFor } from '../../../core/problems/surfaces/expression/evaluate.ts';
import { parse } from '../../../core/problems/surfaces/expression/parse.ts';
import {
  add,
  call,
  choose,
  divide,
  isNumber,
  multiply,
  negate,
  power,
  subtract,
} from '../../../core/problems/surfaces/expression/simplify.ts';
import type { Expression } from '../../../core/problems/surfaces/expression/tree.ts';
import { print } from './surfacesPrint.ts';

const builders = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power } as const;

const build = (left: string, operator: keyof typeof builders, right: string) =>
  builders[operator](parse(left), parse(right));

test.each([
  ['0', '+', 'x', 'x'],
  ['x', '+', '0', 'x'],
  ['x', '+', 'y', 'x + y'],
  ['x', '+', '-y', 'x - y'],
  ['-x', '+', 'y', 'y - x'],
  ['-x', '+', '-y', '-x - y'],
  ['2', '+', '3', '5'],
  ['2', '+', '-3', '-1'],
  ['0', '-', 'x', '-x'],
  ['x', '-', '0', 'x'],
  ['x', '-', 'y', 'x - y'],
  ['x', '-', '-y', 'x + y'],
  ['-x', '-', '2', '-(x + 2)'],
  ['-x', '-', 'y', '-x - y'],
  ['2', '-', '3', '-1'],
  ['3', '-', '2', '1'],
  ['0', '*', 'x', '0'],
  ['x', '*', '0', '0'],
  ['1', '*', 'x', 'x'],
  ['x', '*', '1', 'x'],
  ['x', '*', 'y', 'x * y'],
  ['-x', '*', 'y', '-x * y'],
  ['x', '*', '-y', '-x * y'],
  ['-x', '*', '-y', 'x * y'],
  ['x', '*', '1 / y', 'x / y'],
  ['x', '*', '2 / y', 'x * (2 / y)'],
  ['2', '*', '3', '6'],
  ['2', '*', '3*x', '6 * x'],
  ['2', '*', '0.5*x', 'x'],
  ['x', '*', '2', '2 * x'],
  ['3*y', '*', '2', '6 * y'],
  ['y', '*', '3*x', '3 * y * x'],
  ['2*x', '*', '3*y', '6 * x * y'],
  ['x', '*', '2*y*x', '2 * x * y * x'],
  ['y', '*', 'x*x', 'y * (x * x)'],
  ['2', '*', 'pi*x', '2 * (pi * x)'],
  ['0.1', '*', '0.333333333', '0.1 * 0.333333333'],
  ['3', '*', '0.333333333*x', '3 * (0.333333333 * x)'],
  ['2', '*', 'x + 3', '2 * (x + 3)'],
  ['2', '*', '(x / 3)', '2 * (x / 3)'],
  ['0', '/', 'x', '0'],
  ['x', '/', '1', 'x'],
  ['-x', '/', 'y', '-x / y'],
  ['6', '/', '3', '2'],
  ['1', '/', '3', '1 / 3'],
  ['1', '/', '8', '0.125'],
  ['1', '/', '0', '1 / 0'],
  ['x', '/', 'y', 'x / y'],
  ['x', '**', '0', '1'],
  ['x', '**', '1', 'x'],
  ['x', '**', '2', 'x**2'],
  ['2', '**', '3', '2**3'],
] as const)('%s %s %s is %s', (left, operator, right, text) => {
  expect(print(build(left, operator, right))).toBe(text);
});

test('an expression added to itself is twice itself, another equal one is not looked for', () => {
  const x = parse('sin(x)');
  expect(print(add(x, x))).toBe('2 * sin(x)');
  expect(print(add(x, parse('sin(x)')))).toBe('sin(x) + sin(x)');
});

test('parts stay the objects they are', () => {
  const [x, y] = [parse('sin(x)'), parse('cos(y)')];
  const product = multiply(x, y);
  expect(product.kind === 'binary' && product.left).toBe(x);
  expect(add(parse('0'), x)).toBe(x);
  expect(negate(negate(x))).toBe(x);
  expect(choose(x, y, x, x)).toBe(x);
});

test('signs, calls and choices', () => {
  expect(print(negate(parse('x')))).toBe('-x');
  expect(print(negate(parse('0')))).toBe('0');
  expect(print(negate(parse('-x')))).toBe('x');
  expect(print(call('sin', parse('x')))).toBe('sin(x)');
  expect(print(choose(parse('x'), parse('y'), parse('1'), parse('2')))).toBe('where(x > y, 1, 2)');
  expect([isNumber(parse('2'), 2), isNumber(parse('2'), 3), isNumber(parse('x'), 2)]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('what is built has the value of its parts', () => {
  const texts = [
    '0',
    '1',
    '2',
    '0.5',
    '-3',
    'x',
    '-x',
    '2*x',
    'x*y',
    '1/x',
    '-1/x',
    '3*x*y',
    'x + 1',
    'x**2',
    '1/3',
  ];
  const points = [
    [0.7, 1.9],
    [-1.3, 0.4],
  ] as const;
  const heightOf = (expression: Expression, [x, y]: readonly [number, number]) =>
    compilerFor(expression)(expression)(x, y);
  const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
  };
  test.each(['+', '-', '*', '/'] as const)('%s', (operator) => {
    for (const left of texts)
      for (const right of texts) {
        if (operator === '/' && right === '0') continue;
        for (const at of points) {
          const [a, b] = [heightOf(parse(left), at), heightOf(parse(right), at)];
          const built = heightOf(build(left, operator, right), at);
          expect(built, `${left} ${operator} ${right}`).toBeCloseTo(
            arithmetic[operator]?.(a, b) ?? Number.NaN,
            10,
          );
        }
      }
  });
});
