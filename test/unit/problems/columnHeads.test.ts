import { expect, test } from 'vitest';
import { columnHeads as columnHeadsOf } from '../../../core/problems/data/table/columnHeads.ts';

const columnHeads = (rows: string[][]) => columnHeadsOf('houses.csv', rows, '.');
const tableOf = (...lines: string[]) => lines.map((line) => line.split(','));

test('columns have the names of the header, examples that differ, and what they can be the target of', () => {
  expect(
    columnHeads(tableOf('size,kind,rooms,price', '50,a,2,1.5', '60,b,3,2.5', '50,a,2,', '70,a,NA,4.5')),
  ).toEqual([
    { reference: 'size', examples: ['50', '60', '70'], tasks: ['classification', 'regression'] },
    { reference: 'kind', examples: ['a', 'b'], tasks: ['classification'] },
    { reference: 'rooms', examples: ['2', '3'], tasks: ['classification', 'regression'] },
    { reference: 'price', examples: ['1.5', '2.5', '4.5'], tasks: ['regression'] },
  ]);
});

test('without a header, and where it has no name, a column is named by its number', () => {
  expect(columnHeads(tableOf('5.1,a', '4.9,b')).map(({ reference }) => reference)).toEqual([1, 2]);
  expect(columnHeads(tableOf('x,,y', '1,2,3')).map(({ reference }) => reference)).toEqual(['x', 2, 'y']);
});

test('names that repeat, are long or no text are no way to refer to a column', () => {
  const heads = columnHeads(tableOf(`x,x,${'n'.repeat(101)},gr\uFFFD,y`, '1,2,3,4,5', '2,3,4,5,7'));
  expect(heads.map(({ reference }) => reference)).toEqual([1, 2, 3, 4, 'y']);
});

test('a header of numbers is one, and columns without name and values are none', () => {
  const heads = columnHeads(tableOf('kind,2019,2020,', 'a,1,2,', 'b,5,3,'));
  expect(heads.map(({ reference }) => reference)).toEqual(['kind', '2019', '2020']);
  const trailing = columnHeads(tableOf('size,price,', '1,2', '3,4'));
  expect(trailing.map(({ reference, tasks }) => [reference, tasks[0]])).toEqual([
    ['size', 'classification'],
    ['price', 'classification'],
  ]);
});

test('whole numbers of many values are no classes', () => {
  const rows = Array.from({ length: 11 }, (_, row) => [String(row), String(row % 10)]);
  expect(columnHeads(rows).map(({ tasks }) => tasks[0])).toEqual(['regression', 'classification']);
});

test('a header alone has columns, nothing has none', () => {
  expect(columnHeads(tableOf('x,y')).map(({ reference, examples }) => [reference, examples])).toEqual([
    ['x', []],
    ['y', []],
  ]);
  expect(columnHeads([])).toEqual([]);
});

test('numbers with a comma are numbers where that is the decimal mark', () => {
  const rows = [
    ['size', 'rooms'],
    ['50,5', '2'],
    ['60,5', '3,0'],
  ];
  expect(columnHeadsOf('houses.csv', rows, ',').map(({ tasks }) => tasks)).toEqual([
    ['regression'],
    ['classification', 'regression'],
  ]);
  // Read so they are refused, not taken for names.
  expect(columnHeadsOf('houses.csv', rows, '.').map(({ tasks }) => tasks[0])).toEqual([
    'regression',
    'regression',
  ]);
});
