import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { numberOf } from '../../../core/problems/data/table/numberOf.ts';
import { TableError } from '../../../core/problems/data/table/tableError.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';
import { examplesOf } from './dataStatistics.ts';

/** Rows as `a b c`, blanks between their values; the first is row 1. */
function read(lines: readonly string[], options: TableOptions): Dataset {
  const reader = new TableReader('houses.csv', options);
  for (const [index, line] of lines.entries()) reader.add(line.split(' '), index + 1);
  return reader.finish();
}

function errorOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error;
  }
}

const houses = ['size city price', '50 Oslo 3', '80 Bergen 4', '65 Oslo 3.5'];

test('numbers stay numbers, categories become a feature each, in sorted order', () => {
  const data = read(houses, { target: 'price' });
  expect(data.featureNames).toEqual(['size', 'city = Bergen', 'city = Oslo']);
  expect(examplesOf(data)).toEqual([
    [50, 0, 1],
    [80, 1, 0],
    [65, 0, 1],
  ]);
  expect([data.rows, data.features, data.classes]).toEqual([3, 3, 0]);
  expect([...(data.targets ?? [])]).toEqual([3, 4, 3.5]);
  expect(data.labels.length).toBe(0);
});

test('a target of words makes classes, in sorted order', () => {
  const data = read(houses, { target: 'city' });
  expect(data.classNames).toEqual(['Bergen', 'Oslo']);
  expect([...data.labels]).toEqual([1, 0, 1]);
  expect(data.classes).toBe(2);
  expect(data.targets).toBeUndefined();
  expect(data.featureNames).toEqual(['size', 'price']);
});

test('classes that are numbers are sorted as numbers', () => {
  const data = read(['x class', '1 10', '2 9', '3 -1', '4 10'], { target: 'class', task: 'classification' });
  expect(data.classNames).toEqual(['-1', '9', '10']);
  expect([...data.labels]).toEqual([2, 1, 0, 2]);
});

test('columns can be named categorical or ignored', () => {
  const lines = ['id zone price', '1 3 10', '2 1 20', '3 3 30'];
  const data = read(lines, { target: 'price', categorical: ['zone'], ignore: ['id'] });
  expect(data.featureNames).toEqual(['zone = 1', 'zone = 3']);
  expect(examplesOf(data)).toEqual([
    [0, 1],
    [1, 0],
    [0, 1],
  ]);
});

describe('a header', () => {
  test('is expected where the target is given by name, even if names look like numbers', () => {
    expect(read(['2019 2020', '1 2', '3 4'], { target: '2020' }).featureNames).toEqual(['2019']);
  });

  test('is taken from a first row without numbers', () => {
    const data = read(['size price', '1 2', '3 4'], { target: 2 });
    expect(data.rows).toBe(2);
    expect(data.featureNames).toEqual(['size']);
  });

  test('is not there where the first row has a number', () => {
    const data = read(['Oslo 2 3', 'Bergen 4 6'], { target: 3 });
    expect(data.rows).toBe(2);
    expect(data.featureNames).toEqual(['#1 = Bergen', '#1 = Oslo', '#2']);
  });

  test('can be said to be there or not', () => {
    expect(read(['1 2', '3 4', '5 6'], { target: 2, header: true }).featureNames).toEqual(['1']);
    expect(read(['a x', 'b y', 'c x'], { target: 2, header: false }).rows).toBe(3);
  });

  test('may leave columns without a name', () => {
    const reader = new TableReader('houses.csv', { target: 'price' });
    for (const [index, fields] of [
      ['', 'size', 'price'],
      ['0', '1', '2'],
      ['1', '3', '4'],
    ].entries())
      reader.add(fields, index + 1);
    expect(reader.finish().featureNames).toEqual(['#1', 'size']);
  });
});

describe('a decimal comma', () => {
  test.each([
    ['1,5', 1.5],
    ['-2', -2],
    [' ,5 ', 0.5],
    ['1,5e3', 1500],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
  ])('%j is the number %d', (text, number) => expect(numberOf(text, ',')).toBe(number));

  test.each(['1.5', '1.234.5', '1,234,567', ',', ''])('%j is no number', (text) =>
    expect(numberOf(text, ',')).toBeNaN(),
  );

  test('is read in features, targets and classes', () => {
    const lines = ['x kind y', '1,5 10 2,5', '2 9,5 3', '0,5 10 4,5'];
    const data = read(lines, { target: 'y', decimal: ',', ignore: ['kind'] });
    expect(examplesOf(data)).toEqual([[1.5], [2], [0.5]]);
    expect([...(data.targets ?? [])]).toEqual([2.5, 3, 4.5]);
    const classes = read(lines, { target: 'kind', decimal: ',', task: 'classification' });
    expect(classes.classNames).toEqual(['9,5', '10']);
  });

  test('makes no header of a first row of numbers', () => {
    expect(read(['1,5 2,5', '3,5 4,5'], { target: 2, decimal: ',' }).rows).toBe(2);
  });
});

describe('rows with an empty value can be left out:', () => {
  const lines = ['size city price', '50 Oslo 3', ' Bergen 4', '65  5', '70 Oslo ', '80 Bergen 6'];

  test('in features, whatever they hold, and the target', () => {
    const data = read(lines, { target: 'price', missing: 'skip' });
    expect(examplesOf(data)).toEqual([
      [50, 0, 1],
      [80, 1, 0],
    ]);
    expect([...(data.targets ?? [])]).toEqual([3, 6]);
    expect(data.skippedRows).toBe(3);
  });

  test('not in columns that are ignored', () => {
    const data = read(lines, { target: 'price', missing: 'skip', ignore: ['city'] });
    expect([...(data.targets ?? [])]).toEqual([3, 5, 6]);
    expect(data.skippedRows).toBe(2);
  });

  test('also after the first hundred', () => {
    const rows = Array.from({ length: 250 }, (_, row) => `${row % 50 ? row : ''} ${row}`);
    const data = read(['x y', ...rows], { target: 'y', missing: 'skip' });
    expect([data.rows, data.skippedRows]).toEqual([245, 5]);
  });

  test('without any, nothing is told', () => {
    expect(read(houses, { target: 'price', missing: 'skip' })).not.toHaveProperty('skippedRows');
  });
});

describe('what a column holds is decided by most of its values', () => {
  const column = (numbers: number, texts: number) => [
    'a y',
    ...Array.from({ length: texts }, (_, row) => `x ${row}`),
    ...Array.from({ length: numbers }, (_, row) => `${row % 3} ${row}`),
  ];

  test.each([1, 50, 500])('however many they are: %d of each', (count) => {
    expect(read(column(count, count), { target: 'y' }).featureNames?.[0]).toMatch(/^a = /);
    expect(() => read(column(count + 1, count), { target: 'y' })).toThrow(
      'houses.csv, row 2, column a: "x" — expected a number',
    );
  });

  test('of those in rows that are kept', () => {
    const lines = column(60, 120).map((line, row) => (row > 0 && row <= 120 ? `${line} ` : `${line} 1`));
    const data = read(lines.with(0, 'a y z'), { target: 'y', missing: 'skip' });
    expect(data.featureNames).toEqual(['a', 'z']);
    expect([data.rows, data.skippedRows]).toEqual([60, 120]);
  });
});

test('rows after the first hundred are read as the first were', () => {
  const lines = [
    'a b y',
    ...Array.from({ length: 250 }, (_, row) => `${row} ${row % 3 ? 'p' : 'q'} ${2 * row}`),
  ];
  const data = read(lines, { target: 'y' });
  expect(data.rows).toBe(250);
  for (const [row, example] of examplesOf(data).entries())
    expect(example).toEqual([row, row % 3 ? 1 : 0, row % 3 ? 0 : 1]);
  expect([...(data.targets ?? [])]).toEqual(Array.from({ length: 250 }, (_, row) => 2 * row));
});

test('tables larger than a piece of memory keep their rows in order', () => {
  const reader = new TableReader('large.csv', { target: 1 });
  const width = 1500;
  for (let row = 0; row < 1500; row++)
    reader.add(
      Array.from({ length: width }, (_, j) => String(row + j)),
      row + 1,
    );
  const data = reader.finish();
  expect(data.features).toBe(width - 1);
  for (const row of [0, 698, 699, 700, 1499]) {
    expect(data.targets?.[row]).toBe(row);
    expect(data.inputs[row * (width - 1)]).toBe(row + 1);
    expect(data.inputs[(row + 1) * (width - 1) - 1]).toBe(row + width - 1);
  }
});

test.each([
  ['1', 1],
  ['-2.5', -2.5],
  ['+3', 3],
  ['.5', 0.5],
  ['5.', 5],
  ['1e-3', 0.001],
  ['6.02E23', 6.02e23],
  [' 7 ', 7],
  ['0', 0],
  ['-0', -0],
  ['007', 7],
  ['1e100', 1e100],
])('%j is the number %d', (text, number) => expect(numberOf(text, '.')).toBe(number));

test.each([
  '',
  ' ',
  '-',
  'e5',
  '1,5',
  '1_000',
  '0x10',
  '0b1',
  '0o7',
  'NaN',
  'Infinity',
  '-inf',
  '1e101',
  '1e999',
  '12abc',
  '1 2',
  '١',
  'true',
])('%j is no number', (text) => expect(numberOf(text, '.')).toBeNaN());

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
