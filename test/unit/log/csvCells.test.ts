import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, delimiterOf, isOpen } from '../../../core/log/csvCells.ts';

const text = fc.string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', ';', '\n', 'é'), maxLength: 6 });
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('the values of a row', () => {
  test('are those that were written, in quotes or without', () => {
    const delimiter = fc.constantFrom(',', ';');
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { minLength: 1 }), delimiter, (cells, mark) => {
        const needsQuotes = (cell: string) => /["\n]/.test(cell) || cell.includes(mark);
        const row = cells
          .map(([cell, always]) => (always || needsQuotes(cell) ? quoted(cell) : cell))
          .join(mark);
        expect(cellsOf(row, mark)).toEqual(cells.map(([cell]) => cell.trim()));
        expect(isOpen(row)).toBe(false);
      }),
    );
  });

  test.each([
    [' "a" , b,"c"x ', ['a', 'b', 'c']],
    ['a,"b', ['a', 'b']],
    ['"a""', ['a"']],
    ['a"b,c', ['a"b', 'c']],
    ['"",', ['', '']],
  ])('%j are %j', (row, cells) => {
    expect(cellsOf(row, ',')).toEqual(cells);
  });

  test('may be divided by spaces', () => {
    expect(cellsOf('  1   2\t3 ', null)).toEqual(['1', '2', '3']);
  });
});

test.each([
  ['a,b', ','],
  ['a;b', ';'],
  ['a\tb c', '\t'],
  ['a|b', '|'],
  ['a b', null],
  ['a', ','],
  [' a ', ','],
  ['"a;b;c",d', ','],
  ['a;b,c,d', ','],
  ['a;b;c,d', ';'],
  ['0;0,5;0,25;1,5', ';'],
  ['1,5\t2,5', '\t'],
  ['a|b;c|d', '|'],
])('in %j the delimiter is %j', (line, delimiter) => {
  expect(delimiterOf(line)).toBe(delimiter);
});

test('a value goes on in the next line where its quote is open', () => {
  expect(['"a', 'a,"b""', '"a"', '"a""b"', 'ab'].map(isOpen)).toEqual([true, true, false, false, false]);
});
