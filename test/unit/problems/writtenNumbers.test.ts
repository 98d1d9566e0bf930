import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { looksLikeNumber } from '../../../core/problems/data/table/notation.ts';
import { numberOf } from '../../../core/problems/data/table/numberOf.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';

test.each([
  ['1,234', 1234],
  ['1,234.5', 1234.5],
  ['-1,234,567.89', -1234567.89],
  ['12,34,567', 1234567],
  ['1,00,000.5', 100000.5],
  ['1 234 567.5', 1234567.5],
  ['1\u00a0234', 1234],
  ['1\u2009234', 1234],
  ['1\u202f234.5', 1234.5],
  ['1\u2007234', 1234],
  ["1'234.50", 1234.5],
  ['1’234’567', 1234567],
  ['−5', -5],
  ['‐5', -5],
  ['‑5', -5],
  ['—5', -5],
  ['⁻5', -5],
  ['5.-', 5],
  ['CHF 5.-', 5],
  ['CHF 12.–', 12],
  ['Fr. 5.--', 5],
  ['5,– €', 5],
  ['1,250.-', 1250],
  ['-5.-', -5],
  ['–5.5', -5.5],
  ['‒5', -5],
  ['﹣5', -5],
  ['－5', -5],
  ['- 5', -5],
  ['−1.5e−3', -0.0015],
  ['(5)', -5],
  ['(1,200)', -1200],
  ['($1,200.50)', -1200.5],
  ['$(1,200)', -1200],
  ['1,200-', -1200],
  ['$5.50', 5.5],
  ['-$5', -5],
  ['$-5', -5],
  ['$ 1,200', 1200],
  ['US$5', 5],
  ['R$ 5', 5],
  ['5 €', 5],
  ['€5', 5],
  ['£1,200', 1200],
  ['¥500', 500],
  ['₹12,34,567', 1234567],
  ['5\u00a0€', 5],
  ['EUR 5', 5],
  ['5 CHF', 5],
  ["CHF 1'200.50", 1200.5],
  ['100 kr', 100],
  ['Rs. 500', 500],
  ['5%', 0.05],
  ['7.5 %', 0.075],
  ['-5%', -0.05],
  ['%5', 0.05],
  ['5％', 0.05],
  ['5‰', 0.005],
  ['\u200e-5', -5],
  ['\ufeff5', 5],
])('%j is the number %d, with a decimal point', (text, number) => {
  expect(numberOf(text, '.')).toBe(number);
  expect(numberOf(` ${text} `, '.')).toBe(number);
});

test.each([
  ['1.234', 1234],
  ['1.250,-', 1250],
  ['5,-', 5],
  ['12,– €', 12],
  ['1.234,5', 1234.5],
  ['-1.234.567,89', -1234567.89],
  ['1 234,5', 1234.5],
  ['1\u202f234,5', 1234.5],
  ["1'234,5", 1234.5],
  ['−5,5', -5.5],
  ['(1.200,50)', -1200.5],
  ['1.200,50-', -1200.5],
  ['5,50 €', 5.5],
  ['7,5%', 0.075],
  ['0,123', 0.123],
])('%j is the number %d, with a decimal comma', (text, number) => expect(numberOf(text, ',')).toBe(number));

test.each([
  '0,123',
  '1,23',
  '1234,567',
  '1,2345',
  '1,234,56',
  '1.234.567',
  '1,234e5',
  '1_000',
  '١٢',
  '１２',
  'inf',
  '1e400',
  '$1,2',
])('%j is a number that cannot be read with a decimal point', (text) => {
  expect(numberOf(text, '.')).toBeNaN();
  expect(looksLikeNumber(text)).toBe(text !== '1,234,56');
});

test.each([
  ...[
    '',
    '-',
    '$',
    '%',
    '()',
    '(a)',
    'kr',
    'EUR',
    'EURO 5',
    'ABC 5',
    'a5',
    '5a',
    '5 kg',
    '12 34',
    '1 2',
    '1.2.3',
    '01.02.2020',
  ],
  ...[
    '2020-01-01',
    '10:30',
    '1-2',
    '18-24',
    '65+',
    '<=50K',
    '1,2,3',
    '192.168.1.1',
    '--5',
    '5--',
    '((5))',
    '$$5',
    '5%%',
    'e5',
    '1/2',
  ],
])('%j is no number', (text) => {
  for (const mark of ['.', ','] as const) expect(numberOf(text, mark)).toBeNaN();
  expect(looksLikeNumber(text)).toBe(false);
});

test('a long text is no number, and that is found at once', () => {
  for (const text of [
    '9'.repeat(1_000_000),
    `${','.repeat(500_000)}1`,
    `(${' '.repeat(1_000_000)}5)`,
    '-'.repeat(1_000_000),
  ])
    expect([numberOf(text, '.'), looksLikeNumber(text)]).toEqual([Number.NaN, false]);
});

/** Predicts the column `y`, which counts the rows, from the values of `x`. */
function read(values: readonly string[], options: Partial<TableOptions> = {}): Dataset {
  const reader = new TableReader('houses.csv', { target: 'y', ...options });
  for (const [row, fields] of [['x', 'y'], ...values.map((value, row) => [value, `${row}`])].entries())
    reader.add(fields, row + 1);
  return reader.finish();
}

describe('a column of numbers in whatever notation is never one of names:', () => {
  test.each([
    [
      ['1,250', '2,300', '875'],
      [1250, 2300, 875],
    ],
    [
      ['−5', '−3', '4', '−1'],
      [-5, -3, 4, -1],
    ],
    [
      ['5%', '6%', '7.5%', '0'],
      [0.05, 0.06, 0.075, 0],
    ],
    [
      ['$5.50', '$6', '$1,200', '3'],
      [5.5, 6, 1200, 3],
    ],
    [
      ['(5)', '3', '4'],
      [-5, 3, 4],
    ],
  ])('%j', (values, numbers) => {
    const data = read(values);
    expect(data.featureNames).toEqual(['x']);
    expect([...data.inputs]).toEqual(numbers);
  });

  test.each([
    [
      ['1_000', '2_000'],
      2,
      '"1_000" — expected a number written like 1234.5, or the column in "categorical"',
    ],
    [['1,5', '2,5', '3'], 2, '"1,5" — expected a number written like 1234.5, or the column in "categorical"'],
    [['١٢', '٣٤'], 2, '"١٢" — expected a number written like 1234.5, or the column in "categorical"'],
    [['$5', '6 €', '$7'], 3, '"6 €" — expected a number like "$5" in row 2'],
    [['$5', 'US$6', '$7'], 3, '"US$6" — expected a number like "$5" in row 2'],
    [['5', '6%', '7'], 3, '"6%" — expected percentages in all rows or in none'],
    [['$5', '6%', '$7'], 3, '"6%" — expected a number like "$5" in row 2'],
  ])('%j is refused', (values, row, reason) => {
    expect(() => read(values)).toThrow(`houses.csv, row ${row}, column x: ${reason}`);
  });

  test('units in rows that are left out don’t count', () => {
    const reader = new TableReader('houses.csv', { target: 'y', missing: 'skip' });
    for (const [row, fields] of [
      ['x', 'z', 'y'],
      ['$5', '1', '1'],
      ['6 €', '', '2'],
      ['$7', '2', '3'],
    ].entries())
      reader.add(fields, row + 1);
    expect(reader.finish().rows).toBe(2);
  });
});

describe('as names,', () => {
  const classesOf = (values: readonly string[], decimal: '.' | ',' = '.') =>
    read(values, { categorical: ['x'], decimal }).featureNames;

  test('equal numbers are one, however they are written', () => {
    expect(classesOf(['1', '1.0', '1e0', '+1', '01', '2', '-0', '0'])).toEqual(['x = 0', 'x = 1', 'x = 2']);
    expect(classesOf(['1,5', '1,50', '15e-1', '2'], ',')).toEqual(['x = 1,5', 'x = 2']);
    expect(read(['1', '2.0', '2'], { target: 'x', task: 'classification' }).classNames).toEqual(['1', '2']);
  });

  test('long numbers are told apart by all of their digits', () => {
    expect(classesOf(['12345678901234567890', '12345678901234567891', '5'])).toHaveLength(3);
  });
});

describe('a column of numbers in brackets alone', () => {
  test.each([[['(1)', '(2)', '(3)']], [['(0.5)', '(1.25)', '(0.75)']]])('%j is refused', (values) => {
    expect(() => read(values)).toThrow(
      `houses.csv, row 2, column x: "${values[0]}" — expected a negative number written like -1234.5, or the column in "categorical"`,
    );
    expect(read(values, { categorical: ['x'] }).featureNames).toEqual(
      values.map((value) => `x = ${value}`).toSorted(),
    );
  });
  test('is one of negative numbers where they are amounts', () => {
    expect([...read(['(1)', '(2)', '(1,200)']).inputs]).toEqual([-1, -2, -1200]);
    expect([...read(['($1)', '($2)']).inputs]).toEqual([-1, -2]);
    expect([...read(['(1)', '(2)', '3']).inputs]).toEqual([-1, -2, 3]);
    expect([...read(['(1,5)', '(2,5)', '(1.200,5)'], { decimal: ',' }).inputs]).toEqual([
      -1.5, -2.5, -1200.5,
    ]);
  });
});

test('the formula of a text, as spreadsheets write it, is its text', () => {
  expect([...read(['="5"', '="1,250"', '7', '="-3"']).inputs]).toEqual([5, 1250, 7, -3]);
  expect(read(['="01234"', '90210', '="Oslo"', '="a""b"'], { categorical: ['x'] }).featureNames).toEqual([
    ...['x = 01234', 'x = 90210', 'x = Oslo', 'x = a"b'],
  ]);
  expect(() => read(['=""', '5', '6'])).toThrow('row 2, column x: empty — expected a number');
  expect(() => read(['="5', '5', '6'])).toThrow('row 2, column x: "=\\"5"');
  const reader = new TableReader('houses.csv', { target: 'y' });
  for (const [row, fields] of [
    ['="x"', '="y"'],
    ['5', '="6"'],
    ['7', '8'],
  ].entries())
    reader.add(fields, row + 1);
  expect(reader.finish()).toMatchObject({ featureNames: ['x'], targetName: 'y' });
});

test.each(['∞', '-∞', '−∞', 'inf', '-Infinity', '1.#INF', '-1.#INF00'])(
  '%s is a number beyond the limits',
  (text) => {
    expect(() => read([text, '7', text])).toThrow(
      `row 2, column x: "${text}" — expected a number from -1e+100 to 1e+100`,
    );
  },
);
