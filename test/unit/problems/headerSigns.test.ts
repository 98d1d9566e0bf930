/** The signs of a header, one by one, in bits. */
import { describe, expect, test } from 'vitest';
import { ColumnCounts } from '../../../core/problems/data/table/columnCounts.ts';
import { ColumnReader } from '../../../core/problems/data/table/columnReader.ts';
import { goesOn } from '../../../core/problems/data/table/curve.ts';
import { DecimalUse } from '../../../core/problems/data/table/decimalUse.ts';
import {
  type HeadedColumn,
  numberIn,
  recurs,
  wholeNumbersIn,
} from '../../../core/problems/data/table/headedColumn.ts';
import { readHeadNumber, weightOfNumbers } from '../../../core/problems/data/table/headNumbers.ts';
import { weightOfTexts } from '../../../core/problems/data/table/headTexts.ts';
import { MissingValues } from '../../../core/problems/data/table/missing.ts';
import { alikeIn, sequenceOf } from '../../../core/problems/data/table/sequence.ts';

/** The first of the lines above the others. */
function headed(text: string): { columns: HeadedColumn[]; rows: () => Float64Array[] } {
  const [first = [], ...below] = text.split(' / ').map((line) => line.split(','));
  const context = { decimal: '.', missing: new MissingValues(), use: new DecimalUse() } as const;
  const readers = first.map((_, index) => new ColumnReader(context, index, 'by values'));
  const rows = below.map((fields) =>
    Float64Array.from(readers, (reader, index) => reader.read(fields[index] ?? '')),
  );
  const columns = readers.map((reader, place): HeadedColumn => {
    const counts = new ColumnCounts(reader);
    for (const [row, values] of rows.entries()) counts.add(values[place] ?? Number.NaN, row);
    const hasUnits = below.some((fields) => fields[place]?.includes('$'));
    return { head: first[place] ?? '', place, reader, counts, hasUnits };
  });
  return { columns, rows: () => rows };
}

function bitsOfNumbers(text: string): number {
  const { columns, rows } = headed(text);
  const numbers = columns.flatMap((column) => readHeadNumber(column, '.') ?? []);
  return weightOfNumbers(numbers, rows);
}

function bitsOfTexts(text: string): number {
  const { columns, rows } = headed(text);
  const texts = columns.filter((column) => !readHeadNumber(column, '.'));
  return weightOfTexts(
    columns.map(({ head }) => head),
    texts,
    rows,
  );
}

describe('numbers go on', () => {
  test.each([
    [[0, 1, 2], { kind: 'steps', direction: 'up' }],
    [[0, 1], { kind: 'pair', direction: 'up' }],
    [[1, 0], undefined],
    [[1, 2], undefined],
    [[0, 2], undefined],
    [[1, 2, 3], { kind: 'order', direction: 'up' }],
    [[1, 2, 3, 4, 5, 6, 7], { kind: 'order', direction: 'up' }],
    [[1, 2, 3, 4, 5, 6, 7, 8], { kind: 'steps', direction: 'up' }],
    [[10, 20, 30], { kind: 'order', direction: 'up' }],
    [[10, 20, 30, 40], { kind: 'steps', direction: 'up' }],
    [[40, 30, 20, 10], { kind: 'steps', direction: 'down' }],
    [[0.1, 0.2, 0.3, 0.4], { kind: 'steps', direction: 'up' }],
    [[10, 20, 30, 41], { kind: 'order', direction: 'up' }],
    [[9, 5, 4], { kind: 'order', direction: 'down' }],
    [[0, -1, -2], { kind: 'steps', direction: 'down' }],
    [[5, 5, 5, 5], undefined],
    [[1, 3, 2], undefined],
    [[3, 1, 2], undefined],
    [[1, 1, 2], undefined],
    [[5], undefined],
    [[Number.NaN, 2, 3], undefined],
    [[2020], { kind: 'dates', direction: 'up' }],
    [[2020, 2019], { kind: 'dates', direction: 'up' }],
    [[2020, 2020], undefined],
    [[2020, 5], undefined],
    [[2021, 2020, 2018], { kind: 'dates', direction: 'down' }],
    [[2018, 2020, 2021], { kind: 'dates', direction: 'up' }],
    [[2018, 2021, 2020], undefined],
    [[202011, 202012, 202101], { kind: 'dates', direction: 'up' }],
  ])('%j: %j', (numbers, sequence) => expect(sequenceOf(numbers)).toEqual(sequence));

  test.each([1800, 2200, 180001, 202012, 18000101, 20201231])('%d is a date', (number) => {
    expect(sequenceOf([number])?.kind).toBe('dates');
  });
  test.each([
    ...[1799, 2201, 2020.5, 9999, 10_000, 99_999, 202000, 202013, 179912, 220101],
    ...[20200100, 20200132, 20201301, 20200001, 17991231, 22010101, 100_000_000],
  ])('%d is none', (number) => expect(sequenceOf([number])).toBeUndefined());

  test.each([
    ['dates', 'up', [2000, 2001, 2005], true],
    ['dates', 'up', [2005, 2001, 2000], false],
    ['dates', 'down', [2005, 2001, 2000], true],
    ['dates', 'up', [2000, 2001, 5], false],
    ['dates', 'up', [2005, 2001], true],
    ['dates', 'up', [2005, 1], false],
    ['steps', 'up', [1, 2, 3], true],
    ['steps', 'up', [3, 2, 1], true],
    ['steps', 'up', [1, 2, 4], false],
    ['steps', 'up', [1, 1, 1], false],
    ['steps', 'up', [1, Number.NaN, 3], false],
    ['pair', 'up', [0, 1], true],
    ['pair', 'up', [0, 2], false],
    ['pair', 'up', [0, 1, 2], false],
    ['order', 'up', [1, 2, 4], true],
    ['order', 'up', [4, 2, 1], false],
    ['order', 'down', [4, 2, 1], true],
    ['order', 'up', [1, 2, Number.NaN], false],
  ] as const)('alike, for %s going %s: %j %s', (kind, direction, numbers, isAlike) => {
    expect(alikeIn({ kind, direction }, numbers)).toBe(isAlike);
  });
});

describe('numbers of a first row', () => {
  test('are those that are written as such', () => {
    const { columns } = headed('5,2.5,25%,a,-3,1_000,(5),01 / 1,2,3,4,5,6,7,8');
    expect(columns.map((column) => readHeadNumber(column, '.')).map((number) => number?.value)).toEqual([
      ...[5, 2.5, 0.25, undefined, -3, Number.NaN, -5, 1],
    ]);
    expect(columns.map((column) => readHeadNumber(column, '.')?.isWhole)).toEqual([
      ...[true, false, false, undefined, false, false, false, true],
    ]);
    expect(columns.map((column) => readHeadNumber(column, '.')?.hasStrayUnit)).toEqual([
      ...[false, false, true, undefined, false, false, false, false],
    ]);
  });

  test('have a unit of their own only where no value has one', () => {
    const { columns } = headed('$5,$6 / $7,8 / 9,9');
    expect(columns.map((column) => readHeadNumber(column, '.')?.hasStrayUnit)).toEqual([false, true]);
  });

  test.each([
    ['a whole number like those below', '3,5 / 4,1 / 5,2', -3],
    ['one of them', '3 / 4 / 5', -2],
    ['more don’t weigh more', '3,5,4,9,2 / 4,1,2,3,9 / 5,2,9,1,1', -3],
    ['a number with decimals', '3.5 / 4.5 / 5', -8],
    ['a negative number', '-3 / 4 / 5', -8],
    ['each of them', '3.5,1.5 / 4.5,2 / 5,1', -16],
    ['two of the same', '3,3 / 4,1 / 5,2', -9],
    ['a unit where none is', '25% / 4 / 5', 7],
    ['units where none are', '25%,10% / 4,1 / 5,9', 14],
    ['a unit among units', '$25 / $4 / $5', -8],
    ['a count of columns', '0,1,2 / 5,3,1 / 4,4,2', 8],
    ['a count of columns above counts', '0,1,2 / 5,6,7 / 4,5,6', -3],
    ['a count above as many counts as others', '0,1,2 / 5,6,7 / 4,4,6', 8],
    ['a count above more counts than others', '0,1,2 / 5,6,7 / 4,4,6 / 1,2,3', -3],
    ['a count above nothing', '0,1,2', -3],
    ['years', '2019,2020,2022 / 5,3,1 / 4,4,2', 8],
    ['a year far above', '2020 / 202 / 5', 8],
    ['a year not far above', '2020 / 203 / 5', -3],
    ['two years, one after the other', '2019,2020 / 5000,3000 / 4000,4000', 8],
    ['two years far apart above others of their size', '2000,2020 / 5000,3000 / 4000,4000', -3],
    ['two years far apart, far above', '2000,2020 / 5,3 / 4,4', 8],
    ['three years above others of their size', '2000,2010,2020 / 5000,3000,3 / 4000,4000,2', 8],
    ['numbers in order above decimals', '1,2,4 / 5.5,3.5,1.5 / 4.5,4.5,2.5', 6],
    ['numbers in order, ten times larger', '50,60,90 / 5,3,1 / 4,6,2', 6],
    ['numbers in order, not ten times larger', '50,60,90 / 5,3,10 / 4,6,2', 0],
    ['numbers in order, ten times smaller', '5,6,9 / 50,90,90 / 60,60,95', 6],
    ['numbers in order, not ten times smaller', '5,6,9 / 50,90,89 / 60,60,95', 0],
    ['numbers in order, ten times larger but for signs', '50,60,90 / -5,3,1 / 4,-6,2', 6],
    ['numbers in order above zeros', '5,6,9 / 0,0,0 / 0,0,0', 0],
    ['0 above large numbers, in order', '0,6,9 / 50,90,90 / 60,60,95', 0],
    ['three of four above decimals', '1,2,3,5 / 5.5,3.5,1.5,0 / 4.5,4.5,2.5,1', 6],
    ['two of three above decimals', '1,2,4 / 5.5,3.5,1 / 4.5,4.5,2', 0],
    ['two of four above decimals', '1,2,3,5 / 5.5,3.5,1,0 / 4.5,4.5,2,1', 1],
    ['four in order', '1,2,4,5 / 5,3,1,0 / 4,4,2,1', 1],
    ['six in order', '1,2,4,5,7,9 / 5,3,1,0,2,1 / 4,4,2,1,8,8', 2],
    ['seven in order', '1,2,4,5,7,9,11 / 5,3,1,0,2,1,3 / 4,4,2,1,8,8,5', 2],
    ['decimals in order', '0.5,1.2,3.3 / 2.2,0.1,1.1 / 3.1,2.9,0.3', -4],
    ['numbers in order with a decimal', '1,2.5,3 / 2,1,4 / 3,1,4', -4],
    ['numbers in order above others in order', '1,2,4 / 5.5,6.5,8.5 / 4.5,5.5,7.5', 3],
    ['one row below is too few to compare with', '1,2,4 / 5.5,3.5,1.5', 0],
    ['a whole number above decimals', '7 / 5.5 / 4.5', 1],
    ['whole numbers above decimals', '7,3,9,1,2 / 5.5,4.5,1.5,2.5,2.5 / 4.5,1.5,2.5,9.5,1.5', 4],
    ['a whole number above more decimals', '7 / 5.5 / 4.5 / 5.5 / 4.5 / 1.5 / 2.5', 2],
    ['a whole number above decimals and one that is whole', '7 / 5.5 / 4.5 / 5.5 / 4.5 / 1.5 / 2', -1],
    ['a whole number above texts', '7 / a / b / c / d / e / f', 2],
    ['whole numbers above texts', '7,3 / a,b / b,c / c,d / d,e / e,f / f,g', 2],
    ['a decimal above texts', '7.5 / a / b', -8],
    ['0 and 1 above decimals', '0,1 / 5.5,3.5 / 4.5,4.5 / 6.5,2.5', 3 + 2 * Math.log2(5 / 2)],
    ['0 and 1 above many decimals', `0,1${' / 5.5,3.5 / 4.5,4.5'.repeat(20)}`, 8],
    ['0 and 1 above numbers from 10', '0,1 / 57,33 / 44,12 / 91,10', 3 + 2 * Math.log2(5 / 2)],
    ['0 and 1 above numbers from 9', '0,1 / 57,33 / 44,12 / 91,9', 3 + Math.log2(5 / 2) - 2],
    ['0 and 1 above decimals and classes', '0,1 / 5.5,1 / 4.5,0 / 6.5,0', 3 + Math.log2(5 / 2) - 2],
    [
      '0 and 1 above decimals, one of them whole',
      '0,1 / 5.5,3.5 / 4.5,4.5 / 6,2.5',
      3 + Math.log2(5 / 2) - 2,
    ],
    ['0 and 1 above bits', '0,1 / 0,0 / 1,1 / 1,0', -1],
    ['0 and 1 above the same', '0,1 / 0,1 / 0,1 / 1,0', -3],
    ['0 and 1 that begin a curve', '0,1 / 0.1,0.9 / 0.2,0.81 / 0.3,0.73', 2 * Math.log2(5 / 2)],
    ['0 and 1 that begin a noisy curve', '0,1 / 0.1,0.2 / 0.2,0.9 / 0.3,0.7', 2 * Math.log2(5 / 2)],
    ['others above many decimals', `1,2${' / 5.5,3.5 / 4.5,4.5'.repeat(20)}`, 6],
    ['others above fewer decimals', `1,2${' / 5.5,3.5 / 4.5,4.5'.repeat(9)}`, 4],
    ['others above many decimals, one of them whole', `1,2${' / 5.5,3.5 / 4.5,4.5'.repeat(20)} / 7,1.5`, 4],
    [
      'others that begin a curve',
      `1,2${Array.from({ length: 30 }, (_, row) => ` / ${1.5 + row},0.${1 + (row % 9)}`).join('')}`,
      4,
    ],
  ])('%s: %s', (_, text, bits) => expect(bitsOfNumbers(text)).toBeCloseTo(bits, 10));
});

describe('texts of a first row', () => {
  test.each([
    ['a value of the column', 'a / a / b', -6 + Math.log2(1)],
    ['values of their columns', 'a,b / a,b / b,c', -12],
    ['a text above numbers', 'a / 1 / 2', 7],
    ['texts above numbers', 'a,b / 1,2 / 2,3', 14],
    ['a text above numbers that is there again', 'a / 1 / a / 2', -6],
    ['a new name', 'a / b / c', 0],
    ['a name above two of one kind', 'a / b / b', Math.log2(3)],
    ['a name above five of one kind', 'a / b / b / b / b / b', Math.log2(6)],
    ['a name above two kinds, one of them there once', 'a / b / b / c', 1],
    ['the best of two', 'a,d / b,e / b,f', Math.log2(3)],
    ['with a missing value', 'a / b / b / ', Math.log2(4)],
    ['a word for names', 'id / 1,a / 2', 7 + 12],
    ['words for names', 'id,class / u,x / v,y', 24],
    ['a word for names that is a value', 'class / x / class', -6],
    ['a likely word', 'group / x / y', 6],
    ['two words, one a likely one', 'Group label / x / y', 6],
    ['two words of one kind', 'Class label / x / y', 12],
    ['joined with a line', 'sample_id / x / y', 12],
    ['joined by letters', 'sampleId / x / y', 12],
    ['joined with a dot', 'target.name / x / y', 12],
    ['a word and a number', 'sample_1 / x / y', 0],
    ['a word with spaces around', ' id / x / y', 12],
    ['a long text', `${'id '.repeat(14)}id / x / y`, 0],
    ['nothing', '5 / x / y', 0],
  ])('%s: %s', (_, text, bits) => expect(bitsOfTexts(text)).toBeCloseTo(bits, 10));
});

test('a headed column tells its numbers, in whatever notation', () => {
  const { columns, rows } = headed('x / 1.5 / $2 / 1.0 / a / 7 / ');
  const [column] = columns;
  if (!column) throw new Error('expected a column');
  expect(rows().map((row) => numberIn(row, column))).toEqual([1.5, 2, 1, Number.NaN, 7, Number.NaN]);
  expect(wholeNumbersIn(column)).toBe(2);
  expect([recurs(column), recurs({ ...column, head: 'a' })]).toEqual([false, true]);
});

describe('a number goes on in those below', () => {
  const wave = (from: number) => Array.from({ length: 60 }, (_, index) => Math.sin((index + from) / 8));
  test.each<[string, number, number[], boolean]>([
    ['that rise', 0, [0.1, 0.2, 0.3], true],
    ['that fall', 1, [0.9, 0.5, 0.4], true],
    ['two of them', 0, [0.1, 0.2], true],
    ['not that rise from above', 1, [0.1, 0.2, 0.3], false],
    ['not that begin with the same', 0, [0, 0.1, 0.2], false],
    ['with three steps at once', 0, [3, 4, 5], true],
    ['not with more', 0, [3.5, 4.5, 5.5], false],
    ['that turn slowly', 0, wave(1), true],
    ['not far from them', 5, wave(1), false],
    ['with a large mean', 1e9, wave(1).map((each) => each + 1e9), true],
    ['not in no order', 0.5, [0.1, 0.9, 0.3, 0.8, 0.2, 0.7], false],
    ['not one alone', 0, [0.1], false],
    ['not none', 0, [], false],
    ['not the same', 0, [0, 0, 0, 0], false],
  ])('%s', (_, first, numbers, isOn) => expect(goesOn(first, numbers)).toBe(isOn));
});
