import { expect, test } from 'vitest';
import { columnHeads as columnHeadsOf } from '../../../core/problems/data/table/columnHeads.ts';

const columnHeads = (rows: string[][]) => columnHeadsOf(rows, '.');
const tableOf = (...lines: string[]) => lines.map((line) => line.split(','));

test('columns have the names of the header, examples that differ, and what they can be the target of', () => {
  expect(
    columnHeads(tableOf('size,kind,rooms,price', '50,a,2,1.5', '60,b,3,2.5', '50,a,2,', '70,a,NA,4.5')),
  ).toEqual([
    { reference: 'size', examples: ['50', '60', '70'], tasks: ['classification', 'regression'] },
    { reference: 'kind', examples: ['a', 'b'], tasks: ['classification'] },
    { reference: 'rooms', examples: ['2', '3', 'NA'], tasks: ['regression'] },
    { reference: 'price', examples: ['1.5', '2.5', '4.5'], tasks: ['regression'] },
  ]);
});

test('without a header, and where it has no name, a column is named by its number', () => {
  expect(columnHeads(tableOf('5.1,a', '4.9,b')).map(({ reference }) => reference)).toEqual([1, 2]);
  expect(columnHeads(tableOf('x,,y', '1,2,3')).map(({ reference }) => reference)).toEqual(['x', 2, 'y']);
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
  expect(columnHeadsOf(rows, ',').map(({ tasks }) => tasks)).toEqual([
    ['regression'],
    ['classification', 'regression'],
  ]);
  expect(columnHeadsOf(rows, '.').map(({ tasks }) => tasks[0])).toEqual(['classification', 'classification']);
});
