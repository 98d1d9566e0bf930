import { describe, expect, test } from 'vitest';
import { TableError } from '../../../core/problems/data/table/tableError.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { readLines as read } from './tableLines.ts';

function errorOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

describe('is refused, naming the place:', () => {
  const many = (count: number, of: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => of(i));

  test.each<[string, readonly string[], TableOptions, string]>([
    ['no row', [], { target: 'y' }, 'houses.csv: empty — expected rows of values'],
    [
      'a header alone',
      ['x y'],
      { target: 'y' },
      'houses.csv: no rows below the header — expected at least 2',
    ],
    [
      'one row',
      ['x y', '1 2'],
      { target: 'y' },
      'houses.csv: only one row below the header — expected at least 2',
    ],
    ['one row without a header', ['1 2'], { target: 2 }, 'houses.csv: only one row — expected at least 2'],
    [
      'an unknown target',
      ['size price', '1 2'],
      { target: 'prise' },
      `houses.csv: target = "prise" — expected one of size, price; did you mean 'price'?`,
    ],
    [
      'a target by name of a table without a header',
      ['1.5 2', '3 4'],
      { target: 'price' },
      `houses.csv: target = "price" — expected one of 1.5, 2; if the first row is no header, "header": false and a column's number, 1 to 2`,
    ],
    [
      'a target out of range',
      ['1 2', '3 4'],
      { target: 3 },
      "houses.csv: target = 3 — expected a column's number, 1 to 2",
    ],
    [
      'a name without a header',
      ['1 2', '3 4'],
      { target: 'y', header: false },
      `houses.csv: target = "y" — expected a column's number, 1 to 2: the table has no header`,
    ],
    [
      'an unknown categorical column',
      ['x y', '1 2'],
      { target: 'y', categorical: ['z'] },
      'houses.csv: categorical = "z" — expected one of x, y',
    ],
    [
      'an unknown ignored column',
      ['x y', '1 2'],
      { target: 'y', ignore: [9] },
      "houses.csv: ignore = 9 — expected a column's number, 1 to 2",
    ],
    [
      'an ignored target',
      ['x y', '1 2'],
      { target: 'y', ignore: ['y'] },
      'houses.csv, column y: both target and ignored — expected one of them',
    ],
    [
      'nothing but the target',
      ['y', '1'],
      { target: 'y' },
      'houses.csv, row 1: no column to learn from — expected one besides the target',
    ],
    [
      'repeated names',
      ['x y x', '1 2 3'],
      { target: 'y' },
      'houses.csv, row 1: two columns have the name "x" — expected different names, or "ignore": [1]',
    ],
    [
      'a short row',
      ['x z y', '1 2 3', '4 5'],
      { target: 'y' },
      'houses.csv, row 3: 2 values — expected 3, one for each column',
    ],
    [
      'a long row',
      ['x y', '1 2', '3 4 5'],
      { target: 'y' },
      'houses.csv, row 3: 3 values — expected 2, one for each column',
    ],
    [
      'a row of one value',
      ['x y', '1'],
      { target: 'y' },
      'houses.csv, row 2: 1 value — expected 2, one for each column',
    ],
    [
      'an empty number',
      ['x y', '1 2', '3 ', '4 5'],
      { target: 'y' },
      'houses.csv, row 3, column y: empty — expected a number, or "missing": "skip"',
    ],
    [
      'an empty name',
      ['x y', 'a 2', ' 3', 'b 4'],
      { target: 'y' },
      'houses.csv, row 3, column x: empty — expected a name, or "missing": "skip"',
    ],
    [
      'a word among numbers',
      ['x y', '1 2', '3 4', 'none 6'],
      { target: 'y' },
      'houses.csv, row 4, column x: "none" — expected a number, or "missing": "skip" with "na_values": ["none"], or the column in "categorical"',
    ],
    [
      'a word among targets',
      ['x y', '1 2', '3 4', '5 none'],
      { target: 'y' },
      'houses.csv, row 4, column y: "none" — expected a number, or "missing": "skip" with "na_values": ["none"], or "task": "classification"',
    ],
    [
      'a word to predict by regression',
      ['x y', '1 a', '3 b'],
      { target: 'y', task: 'regression' },
      'houses.csv, row 2, column y: "a" — expected a number, or "task": "classification"',
    ],
    [
      'a decimal comma',
      ['x y', '1 2', '3 4', '1,5 6'],
      { target: 'y' },
      'houses.csv, row 4, column x: "1,5" — expected a number written like 1234.5, or "missing": "skip" with "na_values": ["1,5"], or the column in "categorical"',
    ],
    [
      'a decimal point where commas are',
      ['x y', '1 2', '3 4', '1.5 6'],
      { target: 'y', decimal: ',' },
      'houses.csv, row 4, column x: "1.5" — expected a number written like 1234,5, or "missing": "skip" with "na_values": ["1.5"], or the column in "categorical"',
    ],
    [
      'a number that is too large, with a comma',
      ['x y', '1 2', '3 4', '1,5e400 6'],
      { target: 'y', decimal: ',' },
      'houses.csv, row 4, column x: "1,5e400" — expected a number from -1e+100 to 1e+100, or "missing": "skip" with "na_values": ["1,5e400"], or the column in "categorical"',
    ],
    [
      'rows that all have an empty value',
      ['x y', ' 2', '3 '],
      { target: 'y', missing: 'skip' },
      'houses.csv: no rows below the header without a missing value — expected at least 2',
    ],
    [
      'NaN',
      ['x y', '1 2', '3 4', 'NaN 6'],
      { target: 'y' },
      'houses.csv, row 4, column x: "NaN" — expected a number, or "missing": "skip"',
    ],
    [
      'infinity',
      ['x y', '1 2', '3 4', '-inf 6'],
      { target: 'y' },
      'houses.csv, row 4, column x: "-inf" — expected a number from -1e+100 to 1e+100, or "missing": "skip" with "na_values": ["-inf"], or the column in "categorical"',
    ],
    [
      'a number that is too large',
      ['x y', '1 2', '3 4', '1e400 6'],
      { target: 'y' },
      'houses.csv, row 4, column x: "1e400" — expected a number from -1e+100 to 1e+100, or "missing": "skip" with "na_values": ["1e400"], or the column in "categorical"',
    ],
    [
      'one class',
      ['x y', '1 a', '2 a'],
      { target: 'y' },
      'houses.csv, column y: only one class, "a" — expected at least 2',
    ],
    [
      'a text for each row',
      ['x z y', ...many(101, (row) => `name${row} 1 ${row}`)],
      { target: 'y' },
      'houses.csv: column x has more than 100 different texts (the 101st in row 102) — too many to be categories; expected the column in "ignore"',
    ],
    [
      'a class for each row',
      ['x y', ...many(101, (row) => `${row} ${row}`)],
      { target: 'y', task: 'classification' },
      'houses.csv: column y has more than 100 different texts (the 101st in row 102) — too many to be categories; expected another target, or "task": "regression"',
    ],
    [
      'a long class among numbers',
      ['x y', '1 30', `2 ${'L'.repeat(1001)}`, '3 29', '4 31'],
      { target: 'y', task: 'classification' },
      'houses.csv, row 3, column y: a text of more than 1000 characters — expected a name, or another target',
    ],
    [
      'a class in another encoding among numbers',
      ['x y', '1 30', '2 caf\uFFFD', '3 29', '4 31'],
      { target: 'y', task: 'classification' },
      'houses.csv, row 3, column y: "caf\uFFFD" — expected text in UTF-8, or another target',
    ],
    [
      'text in another encoding',
      ['city y', 'Oslo 1', 'Troms\uFFFD 2'],
      { target: 'y' },
      'houses.csv, row 3, column city: "Troms\uFFFD" — expected text in UTF-8',
    ],
    [
      'a name in another encoding',
      ['gr\uFFFD\u00dfe y', '1 1'],
      { target: 'y' },
      'houses.csv, row 1: the name "gr\uFFFD\u00dfe" — expected text in UTF-8',
    ],
    [
      'a table on its side',
      [many(4097, (index) => `c${index}`).join(' ')],
      { target: 1 },
      'houses.csv, row 1: 4097 columns — expected at most 4096',
    ],
  ])('%s', (_, lines, options, message) => {
    const error = errorOf(() => read(lines, options));
    expect(error).toBeInstanceOf(TableError);
    expect(error).toHaveProperty('message', message);
  });

  test('more features than columns may be, of categories', () => {
    const lines = [
      `${many(60, (index) => `c${index}`).join(' ')} y`,
      ...many(100, (row) => `${many(60, () => `v${row}`).join(' ')} ${row}`),
    ];
    expect(() => read(lines, { target: 'y' })).toThrow(
      'houses.csv: 6000 features, one for each category — expected at most 4096',
    );
  });
});

test('errors carry the place beside the words', () => {
  const error = errorOf(() => read(['x y', '1 2', '3 '], { target: 'y' }));
  expect(error).toHaveProperty('place', { row: 3, column: 'y' });
});

test.each<[string, readonly string[], TableOptions, object | undefined]>([
  [
    'empty',
    ['x y', '1 2', ' 4', '3 5'],
    { target: 'y' },
    { row: 3, column: 'x', isTarget: false, rows: { count: 1, of: 3 }, columns: { count: 1, of: 1 } },
  ],
  [
    'of another kind',
    ['1 2', '3 4', 'a 6'],
    { target: 2 },
    {
      row: 3,
      column: 1,
      isTarget: false,
      columns: { count: 1, of: 1 },
      rows: { count: 1, of: 3 },
      naValues: ['a'],
    },
  ],
  [
    'one text too many',
    ['x y', ...Array.from({ length: 101 }, (_, row) => `name${row} ${row}`)],
    { target: 'y' },
    { row: 102, column: 'x', isTarget: false },
  ],
  ['that is not there', ['x y', '1 2', '4'], { target: 'y' }, undefined],
])('errors carry what could be left out: a value %s', (_, lines, options, fault) => {
  expect(errorOf(() => read(lines, options))).toHaveProperty('fault', fault);
});
