/** Of tables with more faults than one, or rows that are left out: which is told. */
import { describe, expect, test } from 'vitest';
import { TableError } from '../../../core/problems/data/table/tableError.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';
import { readLines as read } from './tableLines.ts';

describe('of several faults the first in the file is told:', () => {
  test.each([
    ['a unit before a word', ['x z y', '$1 1 1', '€2 2 2', '$3 a 3', '$4 4 4'], 'row 3, column x'],
    ['a word before a unit', ['x z y', '$1 1 1', '$3 a 3', '€2 2 2', '$4 4 4'], 'row 3, column z'],
    ['a broken name before a word', ['x z y', 'a 1 1', 'b\ufffd 2 2', 'c b 3', 'c 4 4'], 'row 3, column x'],
    ['a word before a broken name', ['x z y', 'a 1 1', 'c b 3', 'b\ufffd 2 2', 'c 4 4'], 'row 3, column z'],
    [
      'the target before a later column of the same row',
      ['y z', '1 1', '? ?', '3 4', '2 2'],
      'row 3, column y',
    ],
    ['an earlier column than the target', ['z y', '1 1', '? ?', '3 4', '2 2'], 'row 3, column z'],
  ])('%s', (_, lines, place) => {
    expect(() => read(lines, { target: 'y' })).toThrow(`houses.csv, ${place}: `);
  });
});

describe('where no rows are left, the column that lacks most values is told:', () => {
  const faultOf = (lines: readonly string[], target = 'y') => {
    try {
      return read(lines, { target, missing: 'skip' });
    } catch (error) {
      if (error instanceof TableError) return { message: error.message, fault: error.fault };
      throw error;
    }
  };

  test('of the features', () => {
    expect(faultOf(['a b c y', '1 ? 3 ?', '? 2 3 4', '3 ? ? ?', '4 ? 5 ?'])).toEqual({
      message:
        'houses.csv: no rows below the header without a missing value — expected at least 2, or column b, which lacks 3 values, in "ignore"',
      fault: { row: 2, column: 'b', isTarget: false },
    });
  });
  test('by the first row that lacks one', () => {
    expect(faultOf(['a b c y', '1 2 3 ?', '1 2 ? 4', '1 2 ? 5'])).toMatchObject({
      fault: { row: 3, column: 'c' },
    });
  });
  test('unless it is the only one, or the target alone lacks values', () => {
    expect(faultOf(['a y', '? 1', '? 2', '1 3'])).toEqual({
      message: 'houses.csv: only one row below the header without a missing value — expected at least 2',
      fault: undefined,
    });
    expect(faultOf(['a b y', '1 1 ?', '2 2 ?', '1 3 1'])).toMatchObject({ fault: undefined });
  });
});

test('a column whose name is blank has none', () => {
  const reader = new TableReader('houses.csv', { target: 'y' });
  for (const [index, fields] of [
    ['a', ' ', 'y'],
    ['1', '', '2'],
    ['3', '', '4'],
  ].entries())
    reader.add(fields, index + 1);
  expect(reader.finish().featureNames).toEqual(['a']);
});

test('units in a first row of values that is left out don’t count', () => {
  const rows = [
    ['€5', '', '1'],
    ['$5', '2', '2'],
    ['$6', '3', '3'],
    ['$7', '4', '4'],
  ];
  const readRows = (fields: readonly (readonly string[])[]) => {
    const reader = new TableReader('houses.csv', { target: 3, missing: 'skip' });
    for (const [index, row] of fields.entries()) reader.add(row, index + 1);
    return reader.finish();
  };
  expect(readRows(rows)).toMatchObject({ rows: 3, skippedRows: 1 });
  expect(() => readRows([['€5', '1', '1'], ...rows.slice(1)])).toThrow(
    '"$5" — expected a number like "€5" in row 1',
  );
});
