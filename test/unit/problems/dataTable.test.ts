import { describe, expect, test } from 'vitest';
import { numberOf } from '../../../core/problems/data/table/numberOf.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';
import { examplesOf } from './dataStatistics.ts';
import { readLines as read } from './tableLines.ts';

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
  for (let row = 0; row < 720; row++)
    reader.add(
      Array.from({ length: width }, (_, j) => String(row + j)),
      row + 1,
    );
  const data = reader.finish();
  expect(data.features).toBe(width - 1);
  for (const row of [0, 698, 699, 700, 719]) {
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

test('columns without a name are no twins', () => {
  const data = read(['size   price', '50 1 4 3', '80 2 5 4', '65 3 7 3.5'], { target: 'price' });
  expect([data.rows, data.features]).toEqual([3, 3]);
});
