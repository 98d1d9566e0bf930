import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { firstRows as firstRowsBy, fitOf, isTooWide } from '../../../../threads/data/csv/delimiterFit.ts';
import { detectFormat as detectBy } from '../../../../threads/data/csv/detectFormat.ts';

const firstRows = (text: string, delimiter: string, skipFirst: boolean) =>
  firstRowsBy(text, delimiter, { skipFirst, parse });
const detectFormat = (text: string, options: Parameters<typeof detectBy>[1]) =>
  detectBy(text, options, parse);

const textsOf = (text: string, delimiter: string, skipFirst = false) =>
  firstRows(text, delimiter, skipFirst).map(({ number, cells }) => [
    number,
    ...cells.map((cell) => cell.text),
  ]);
const fitting = (text: string, delimiter: string, decimal: '.' | ',' = '.') =>
  fitOf(firstRows(text, delimiter, false), decimal);

describe('the first rows', () => {
  test('have their numbers in the file, blank ones among them', () => {
    expect(textsOf('a,b\n\n1,2\n,\n3, 4 \n', ',')).toEqual([
      [1, 'a', 'b'],
      [3, '1', '2'],
      [5, '3', '4'],
    ]);
  });
  test('may begin behind one that tells the delimiter', () => {
    expect(textsOf('sep=;\na;b\n', ';', true)).toEqual([[2, 'a', 'b']]);
  });
  test('know which values are quoted, in each row anew', () => {
    const rows = firstRows('"a",b\nc,"d"\n', ',', false);
    expect(rows.map(({ cells }) => cells.map(({ isQuoted }) => isQuoted))).toEqual([
      [true, false],
      [false, true],
    ]);
  });
  test('end before a misplaced quote', () => {
    expect(textsOf('a,b\n1,2\n3,"4" x\n5,6\n', ',')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ]);
  });
  test('are a thousand below the header, or one where there are too many columns', () => {
    expect(firstRows('1,2\n'.repeat(1500), ',', false)).toHaveLength(1001);
    const wide = `${'1,'.repeat(4096)}1\n`.repeat(3);
    expect(firstRows(wide, ',', false).map(({ cells }) => cells.length)).toEqual([4097]);
    expect(firstRows(wide, ';', false)).toHaveLength(3);
  });
});

test('a line is too wide that has more delimiters than there can be columns', () => {
  expect(isTooWide(' '.repeat(4095), ' ')).toBe(false);
  expect(isTooWide(`${' '.repeat(4096)}x`, ' ')).toBe(true);
  expect(isTooWide(`${' '.repeat(2100)}\n${' '.repeat(2100)}`, ' ')).toBe(false);
  expect(isTooWide(`a b\r${' '.repeat(5000)}`, ' ')).toBe(true);
  expect(isTooWide(' '.repeat(5000), ',')).toBe(false);
});

describe('how well a delimiter fits:', () => {
  test.each<[string, string, string, '.' | ',', number]>([
    ['nothing', '', ',', '.', 0],
    ['one column', 'a\nb\n', ',', '.', 0],
    ['two columns of numbers', '1,2\n3,4\n', ',', '.', 1 / 2],
    ['four columns of texts', 'a,b,c,d\ne,f,g,h\n', ',', '.', 3 / 4],
    ['a row of another length', '1,2\n3,4\n5,6\n7\n', ',', '.', (3 / 4) * (1 / 2)],
    ['the most frequent length', '1\n3,4,5\n5,6,7\n', ',', '.', (2 / 3) * (2 / 3)],
    ['numbers of the other mark', '1,5;2\n3,5;4\n', ';', '.', (1 / 2) * (1 / 2)],
    ['numbers of the mark', '1,5;2\n3,5;4\n', ';', ',', 1 / 2],
    ['texts with other delimiters in them', 'a,b;2\nc;4\n', ';', '.', (1 / 2) * (3 / 4)],
    ['sentences with commas', 'a, b;2\nc;4\n', ';', '.', 1 / 2],
    ['quoted texts with commas', '"a,b";2\nc;4\n', ';', '.', 1 / 2],
    ['texts with bars or tabs', 'a|b;2\nc\td;4\n', ';', '.', (1 / 2) * (1 / 2)],
    ['marks of missing values', '-;2\nNA;?\n', ';', '.', 1 / 2],
    ['some numbers in one value', '1 2;3\n4 5;6\n', ';', '.', (1 / 2) * (1 / 2)],
    ['thousands divided by spaces', '1 200;3\n4 500;6\n', ';', '.', 1 / 2],
  ])('%s', (_, text, delimiter, decimal, share) =>
    expect(fitting(text, delimiter, decimal)).toBeCloseTo(share, 12),
  );
});

describe('a format', () => {
  test.each([
    ['a,b\n1,2\n', ',', undefined],
    ['a;b\n1;2\n', ';', undefined],
    ['a\tb\n1\t2\n', '\t', undefined],
    ['a|b\n1|2\n', '|', undefined],
    ['a:b\n1:2\n', ',', ':'],
    ['a b\n1 2\n', ',', ' '],
    ['a b,c d\n1 2,3 4\n', ',', ' '],
    ['a b,c d\ne f,g h\n', ',', undefined],
    ['a\n1\n', ',', undefined],
    ['', ',', undefined],
  ])('%j is divided by %j, and better by %j', (text, delimiter, better) => {
    expect(detectFormat(text, {})).toMatchObject({ delimiter, hasSeparatorLine: false, better });
  });
  test('of a line that tells the delimiter', () => {
    expect(detectFormat('sep=;\na;b\n1,5;2\n', {})).toEqual({
      ...{ delimiter: ';', decimal: ',', hasSeparatorLine: true, better: undefined },
      ...{
        rows: [
          ['a', 'b'],
          ['1,5', '2'],
        ],
        rowNumbers: [2, 3],
      },
    });
  });
  test('of what is given', () => {
    expect(detectFormat('a,b;c\n1,5;2\n', { delimiter: ',' })).toMatchObject({
      delimiter: ',',
      better: undefined,
    });
    expect(detectFormat('a;b\n1;2\n', { delimiter: ',' })).toMatchObject({ delimiter: ',', better: ';' });
    expect(detectFormat('a;b\n1,5;2\n', { decimal: '.' })).toMatchObject({ delimiter: ';', decimal: '.' });
  });
  test('of comments is that of the rows below', () => {
    const text =
      '\uFEFF# one, two, three\n  // four, five, six\n% seven, eight, nine\n-- ten, eleven, twelve\na;b\n1;2\n';
    expect(detectFormat(text, {})).toMatchObject({ delimiter: ';', rowNumbers: [1, 2, 3, 4, 5, 6] });
  });
  test('of a million characters in a line is found in all of it', () => {
    const text = `${'n'.repeat(900_000)};b\n1;2\n`;
    expect(detectFormat(text, {})).toMatchObject({ delimiter: ';', rowNumbers: [1, 2] });
    expect(detectFormat(`${' '.repeat(900_000)}a;b\n`, {})).toMatchObject({
      delimiter: ';',
      better: undefined,
    });
  });
});
