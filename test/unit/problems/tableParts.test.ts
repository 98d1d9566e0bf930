/** The parts that a table is read with, one by one. */
import { describe, expect, test } from 'vitest';
import { CategoryCollector } from '../../../core/problems/data/table/categories.ts';
import { ColumnCounts } from '../../../core/problems/data/table/columnCounts.ts';
import { referencesIn, withoutTrailing } from '../../../core/problems/data/table/columns.ts';
import { isNumberWithMore } from '../../../core/problems/data/table/numberLike.ts';
import { RowStore } from '../../../core/problems/data/table/rowStore.ts';
import { listed, named, quoted, TableError } from '../../../core/problems/data/table/tableError.ts';
import { UnitUse } from '../../../core/problems/data/table/unitUse.ts';
import { readerOf } from './tableLines.ts';

test('counts tell what most values are', () => {
  const reader = readerOf();
  const counts = new ColumnCounts(reader);
  const texts = ['5', '0', '0%', '', 'a', '1_000', '?', '7', 'b'];
  for (const [row, text] of texts.entries()) counts.add(reader.read(text), row + 2);
  expect([counts.numbers, counts.zeros, counts.texts, counts.unreadable, counts.missing]).toEqual([
    4, 2, 2, 1, 2,
  ]);
  expect([counts.given, counts.firstMissing, counts.firstOther?.row, counts.isNumeric]).toEqual([
    7,
    5,
    6,
    true,
  ]);
  const half = new ColumnCounts(reader);
  for (const text of ['a', '5']) half.add(reader.read(text), 1);
  expect(half.isNumeric).toBe(false);
  half.add(reader.read('1_000'), 2);
  expect(half.isNumeric).toBe(true);
  expect(new ColumnCounts(reader).isNumeric).toBe(false);
});

describe('categories', () => {
  function collect(texts: readonly string[], isOfNumbers: boolean) {
    const reader = readerOf('names');
    const collector = new CategoryCollector(reader, '.', isOfNumbers);
    const codes = texts.map((text) => reader.read(text));
    for (const [row, code] of codes.entries()) collector.add(code, row + 2);
    const { names, places } = collector.finish();
    return { names, places: codes.map((code) => places.get(code)), fault: collector.fault };
  }

  test('of numbers: equal ones are one', () => {
    const { names, places } = collect(['10', '9', '10.0', '9', '-1'], true);
    expect(names).toEqual(['-1', '9', '10']);
    expect(places).toEqual([2, 1, 2, 1, 0]);
  });
  test('of texts: each is one, in the order of their letters', () => {
    const { names, places } = collect(['10', '9', '10.0', 'b', 'a'], false);
    expect(names).toEqual(['10', '10.0', '9', 'a', 'b']);
    expect(places).toEqual([0, 2, 1, 4, 3]);
  });
  test('that are equal numbers with other signs around them are in the order of their letters', () => {
    expect(collect(['5%', '0.05', '$1', '(1)'], true).names).toEqual(['(1)', '0.05', '5%', '$1']);
  });
  test('can be a hundred', () => {
    const texts = Array.from({ length: 101 }, (_, row) => `c${row}`);
    expect(collect(texts.slice(0, 100), false).fault).toBeUndefined();
    expect(collect([...texts, 'again'], false).fault).toEqual({ kind: 'too many', row: 102, text: 'c100' });
    const spellings = Array.from({ length: 300 }, (_, row) => `${row % 100}${['', '.0', '.00'][row % 3]}`);
    expect(collect(spellings, true).names).toHaveLength(100);
  });
  test('can be neither long nor broken', () => {
    expect(collect(['a', 'x'.repeat(1001)], false).fault).toEqual({ kind: 'too long', row: 3, text: '' });
    expect(collect(['a', 'b\uFFFD', 'c\uFFFD'], false).fault).toEqual({
      kind: 'encoding',
      row: 3,
      text: 'b\uFFFD',
    });
  });
});

describe('units that don’t go together', () => {
  const conflictOf = (units: readonly (readonly [number, string, number])[], numbers: number) => {
    const use = new UnitUse();
    expect(use.isEmpty).toBe(true);
    for (const [row, unit, value] of units) use.add({ row, unit, text: `${unit}${row}` }, value);
    expect(use.isEmpty).toBe(units.length === 0);
    const conflict = use.conflict(numbers);
    return conflict && [conflict.value.row, conflict.other?.row];
  };
  test.each<[string, [number, string, number][], number, unknown]>([
    ['none', [], 5, undefined],
    ['one currency beside plain numbers', [[2, '$', 5]], 3, undefined],
    [
      'two currencies',
      [
        [2, '$', 5],
        [3, '€', 5],
      ],
      2,
      [3, 2],
    ],
    [
      'in whatever order they are read',
      [
        [5, '€', 5],
        [2, '$', 5],
      ],
      2,
      [5, 2],
    ],
    [
      'the first of each',
      [
        [4, '$', 5],
        [5, '€', 5],
        [2, '$', 1],
        [3, '€', 1],
      ],
      4,
      [3, 2],
    ],
    [
      'percentages alone',
      [
        [2, '%', 5],
        [3, '%', 6],
      ],
      2,
      undefined,
    ],
    [
      'percentages and thousandths',
      [
        [2, '%', 5],
        [3, '‰', 6],
      ],
      2,
      undefined,
    ],
    ['percentages beside plain numbers', [[2, '%', 5]], 2, [2, undefined]],
    [
      'percentages beside zeros',
      [
        [2, '%', 5],
        [3, '%', 0],
      ],
      1,
      undefined,
    ],
    [
      'percentages and a currency',
      [
        [2, '%', 5],
        [3, '$', 5],
      ],
      2,
      [3, 2],
    ],
  ])('%s', (_, units, numbers, conflict) => expect(conflictOf(units, numbers)).toEqual(conflict));
});

describe('rows in chunks', () => {
  const width = 300_000;
  const fill = (count: number) => {
    const store = new RowStore(width);
    for (let row = 0; row < count; row++) store.add().fill(row);
    return store;
  };
  const firstsOf = (rows: Iterable<Float64Array>) => [...rows].map((row) => [row[0], row.at(-1), row.length]);
  const all = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((row) => [row, row, width]);

  test('are read in order, from any of them to any other, more than once', () => {
    const store = fill(9);
    expect(store.rows).toBe(9);
    expect(firstsOf(store.from(0))).toEqual(all);
    expect(firstsOf(store.from(2, 6))).toEqual(all.slice(2, 6));
    expect(firstsOf(store.from(8))).toEqual(all.slice(8));
    expect(firstsOf(store.from(9))).toEqual([]);
  });
  test('can be written where they lie', () => {
    const store = fill(5);
    for (const row of store.from(3, 4)) row[0] = 70;
    expect([...store.from(0)].map((row) => row[0])).toEqual([0, 1, 2, 70, 4]);
  });
  test('the last can be taken back', () => {
    const store = fill(5);
    store.removeLast();
    store.add().fill(9);
    store.removeLast();
    expect(firstsOf(store.from(0))).toEqual(all.slice(0, 4));
  });
  test('are let go of as they are drained', () => {
    const store = fill(9);
    expect(firstsOf(store.drain(1))).toEqual(all.slice(1));
    expect([store.rows, firstsOf(store.from(0))]).toEqual([0, []]);
    store.add().fill(3);
    expect(firstsOf(store.from(0))).toEqual([all[3]]);
  });
});

describe('a row', () => {
  test.each([
    [
      ['1', '2'],
      ['a', 'b'],
      ['1', '2'],
    ],
    [
      ['1', '2', ''],
      ['a', 'b'],
      ['1', '2'],
    ],
    [
      ['1', '2', '', ''],
      ['a', 'b'],
      ['1', '2'],
    ],
    [['1', '2', '3'], ['a', 'b'], undefined],
    [['1', '2', '', '4'], ['a', 'b'], undefined],
    [
      ['1', '2'],
      ['a', 'b', ''],
      ['1', '2', ''],
    ],
    [['1', '2'], ['a', 'b', 'c'], undefined],
    [['1'], ['a', '', 'c'], undefined],
  ])('%j below %j is %j', (fields, first, row) => expect(withoutTrailing(fields, first)).toEqual(row));

  test.each([
    [['a', 'b'], true, ['a', 'b']],
    [['a', 'b'], false, [1, 2]],
    [[' a ', ''], true, ['a', 2]],
    [['a', 'b', 'a '], true, [1, 'b', 3]],
    [['a'.repeat(100), 'a'.repeat(101)], true, ['a'.repeat(100), 2]],
    [['gr\uFFFD', 'b'], true, [1, 'b']],
  ])('%j refers to columns, header %s, as %j', (first, hasHeader, references) => {
    expect(referencesIn(first, hasHeader)).toEqual(references);
  });
});

describe('words of messages', () => {
  test('have a place where there is one', () => {
    expect(new TableError('a.csv', {}, 'empty').message).toBe('a.csv: empty');
    expect(new TableError('a.csv', { row: 3 }, 'empty').message).toBe('a.csv, row 3: empty');
    expect(new TableError('a.csv', { row: 3, column: 'x' }, 'empty').message).toBe(
      'a.csv, row 3, column x: empty',
    );
  });
  test('are short, and on one line', () => {
    expect(named('a\n b\t\u0000c')).toBe('a b c');
    expect(named('x'.repeat(50))).toBe(`${'x'.repeat(39)}…`);
    expect(quoted('')).toBe('empty');
    expect(quoted('a"b')).toBe('"a\\"b"');
    expect(quoted('x'.repeat(50))).toBe(`"${'x'.repeat(39)}…"`);
  });
  test('list ten, and count the others', () => {
    const names = Array.from({ length: 1012 }, (_, index) => `n${index}`);
    expect(listed(names.slice(0, 10))).toBe(names.slice(0, 10).join(', '));
    expect(listed(names)).toBe(`${names.slice(0, 10).join(', ')} and 1,002 more`);
    expect(listed([])).toBe('');
  });
});

test('a long text is no number with more to it', () => {
  expect(isNumberWithMore(`${'1'.repeat(97)} kg`)).toBe(true);
  expect(isNumberWithMore(`${'1'.repeat(98)} kg`)).toBe(false);
  for (const text of ['1'.repeat(100), '1 '.repeat(50), `${'1,'.repeat(49)}x`, '-'.repeat(100)])
    expect(isNumberWithMore(text)).toBe(false);
});
