import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';

/** Reads rows of `a,b,c`, predicting the last column, which is given by its number. */
function read(text: string): Dataset {
  const rows = text.split('\n').map((line) => line.split(','));
  const reader = new TableReader('houses.csv', { target: rows[0]?.length ?? 0 });
  for (const [index, fields] of rows.entries()) reader.add(fields, index + 1);
  return reader.finish();
}

describe('a first row of names is told from numbers below:', () => {
  test.each([
    [
      'years',
      'country,2019,2020,2021\nA,1,2,3\nB,2,3,4\nC,4,4,5',
      ['country = A', 'country = B', 'country = C', '2019', '2020'],
    ],
    [
      'years above numbers of four digits',
      'c,2019,2020,2021\n1,1200,1300,1450\n2,2019,2100,2050',
      ['c', '2019', '2020'],
    ],
    ['years in steps, going down', '2020,2015,2010,y\n1,4,2,5\n3,3,1,2', ['2020', '2015', '2010']],
    ['years, of which one is missing', 'size,2019,2020,2022\n1,4,2,5\n3,3,1,2', ['size', '2019', '2020']],
    ['years far apart', 'size,1990,2000,2005,2015\n1,4,2,5,3\n3,3,1,2,2', ['size', '1990', '2000', '2005']],
    ['two years', 'size,2019,2020\n1,4,2\n3,3,1', ['size', '2019']],
    ['one year', 'kind,2020\na,4\nb,3', ['kind = a', 'kind = b']],
    ['the count of pandas', '0,1,2,3,4\n5.1,3.5,1.4,0.2,0\n4.9,3.0,1.4,0.2,1', ['0', '1', '2', '3']],
    ['the count of pandas beside its index', ',0,1,2\n0,5,3,1\n1,7,2,2\n2,4,4,1', ['#1', '0', '1']],
    ['the count of pandas above whole numbers', '0,1,2,3\n7,3,9,1\n4,4,2,0\n1,8,8,1', ['0', '1', '2']],
    ['wave lengths', '400,410,420,430,y\n0.1,0.2,0.3,0.1,1\n0.2,0.1,0.5,0.1,2', ['400', '410', '420', '430']],
    ['a name above numbers beside a number', 'size,7\n50,3\n60,4', ['size']],
  ])('%s', (_, text, names) => {
    const data = read(text);
    expect(data.featureNames).toEqual(names);
    expect(data.rows).toBe(text.split('\n').length - 1);
  });
});

describe('a first row of values stays one:', () => {
  test.each([
    ['measures', '5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n6.2,2.9,4.3,1.3'],
    ['whole numbers', '7,3,9,1\n4,4,2,0\n1,8,8,1'],
    ['numbers that go on', '1,2,3,4\n5,6,7,8\n9,10,11,12'],
    ['numbers that go on from 0', '0,1,2\n3,4,5\n6,7,8'],
    ['small counts', '1,2,3\n3,1,1\n2,2,1'],
    ['the start of a curve', '0,1\n0.1,0.9\n0.2,0.81'],
    ['truth values', '0,0,0\n0,1,1\n1,0,1\n1,1,0'],
    ['the same number', '5,5,5,5\n1,2,2,1\n3,1,4,1'],
    ['years in all rows', '1990,2005\n1985,2001\n2000,2012'],
    ['years in steps in all rows', '1990,1995,2000\n1980,1985,1990\n1991,1996,2001'],
    ['a number beside a name', 'Oslo,2\nBergen,4\nVoss,3'],
    ['a year like others beside a name', 'Oslo,2000\nBergen,3500\nVoss,1500'],
    ['a missing value', '?,5,3\n4,2,1\n3,3,2'],
  ])('%s', (_, text) => {
    const all = text.replace('?', '9').split('\n').length;
    expect(read(text.replace('?', '9')).rows).toBe(all);
    if (text.includes('?'))
      expect(() => read(text)).toThrow('houses.csv, row 1, column #1: "?" — expected a number');
  });
});

test('rows below may count by chance, but not most of them', () => {
  const [counting, others] = [
    ['1,2,3', '4,5,6', '2,4,6'],
    ['7,1,2', '5,5,1', '9,1,1'],
  ];
  const rowsOf = (...lines: string[]) => read(['0,1,2', ...lines].join('\n')).rows;
  expect(rowsOf(...counting.slice(0, 2), ...others)).toBe(5);
  expect(rowsOf(...counting, ...others)).toBe(6);
  expect(rowsOf(...counting, ...others.slice(0, 2))).toBe(6);
});

test('whether there is a header doesn’t depend on how many rows there are', () => {
  const rows = Array.from({ length: 5000 }, (_, row) => `${row % 7},${row % 5},${row % 3}`);
  for (const count of [2, 10, 99, 100, 101, 1001, 5000]) {
    expect(read(['0,1,2', ...rows.slice(0, count)].join('\n')).rows).toBe(count);
    expect(read(['4,1,2', ...rows.slice(0, count)].join('\n')).rows).toBe(count + 1);
  }
});

test('a column that any option names makes the first row a header', () => {
  const rows = ['7,9', '3,4', '5,6'].map((line) => line.split(','));
  for (const options of [{ target: 2, categorical: ['7'] }, { target: '9' }]) {
    const reader = new TableReader('houses.csv', options);
    for (const [index, fields] of rows.entries()) reader.add(fields, index + 1);
    expect(reader.finish().rows).toBe(2);
  }
});

test.each([undefined, true])('a column’s name that is a number has to be in quotes: header %s', (header) => {
  const reader = new TableReader('houses.csv', { target: 2021, header });
  expect(() => reader.add(['country', '2020', '2021'], 1)).toThrow(
    'houses.csv: target = 2021 — expected a column\'s number, 1 to 3, or the name "2021" in quotes',
  );
});
