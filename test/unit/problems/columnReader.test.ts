import { describe, expect, test } from 'vitest';
import type { Naming } from '../../../core/problems/data/table/columnReader.ts';
import { readerOf } from './tableLines.ts';

describe('a value of a column', () => {
  test.each([
    ['5', 'number', 5, '5'],
    [' 5 ', 'number', 5, '5'],
    ['1.5', 'number', 1.5, '1.5'],
    ['1.50', 'number', 1.5, '1.50'],
    ['-0', 'number', -0, '-0'],
    ['0', 'number', 0, '0'],
    ['-5', 'number', -5, '-5'],
    ['0.5', 'number', 0.5, '0.5'],
    ['-0.5', 'number', -0.5, '-0.5'],
    ['05', 'number', 5, '05'],
    ['-05', 'number', -5, '-05'],
    ['100', 'number', 100, '100'],
    ['1.', 'number', 1, '1.'],
    ['1E3', 'number', 1000, '1E3'],
    ['0.00000015', 'number', 1.5e-7, '0.00000015'],
    ['0.1000000000000001', 'number', 0.1000000000000001, '0.1000000000000001'],
    ['1,250', 'number', 1250, '1,250'],
    ['(5)', 'unreadable', -5, '(5)'],
    ['(1,250)', 'number', -1250, '(1,250)'],
    ['($5)', 'number', -5, '($5)'],
    ['(5%)', 'number', -0.05, '(5%)'],
    ['5\u2126', 'unreadable', undefined, '5\u03a9'],
    ['5℃', 'unreadable', undefined, '5℃'],
    ['∞', 'unreadable', undefined, '∞'],
    ['e\u0301', 'text', undefined, '\u00e9'],
    ['5%', 'number', 0.05, '5%'],
    ['a', 'text', undefined, 'a'],
    ['1_000', 'unreadable', undefined, '1_000'],
    ['5 kg', 'unreadable', undefined, '5 kg'],
    ['5-', 'unreadable', -5, '5-'],
    ['ALL5', 'unreadable', 5, 'ALL5'],
    ['', 'missing', Number.NaN, undefined],
    ['NA', 'missing', Number.NaN, undefined],
  ] as const)('%j is a %s', (text, kind, number, kept) => {
    const reader = readerOf();
    const code = reader.read(text);
    expect(reader.kindOf(code)).toBe(kind);
    if (number !== undefined) expect(reader.numberOf(code)).toBe(number);
    expect(reader.textOf(code)).toBe(kept);
    expect(reader.read(text)).toBe(code);
  });

  test('has the text of its decimal mark', () => {
    const reader = readerOf('by values', ',');
    expect(['1,5', '1,50', '15'].map((text) => reader.textOf(reader.read(text)))).toEqual([
      '1,5',
      '1,50',
      '15',
    ]);
  });

  test('is another where it is written otherwise, though the number is the same', () => {
    const reader = readerOf();
    const codes = ['1', '1.0', '01', '+1'].map((text) => reader.read(text));
    expect(new Set(codes).size).toBe(4);
    expect(codes.map((code) => reader.numberOf(code))).toEqual([1, 1, 1, 1]);
    expect(codes.every((code) => reader.isBare(code))).toBe(true);
  });

  test('is no bare number with a unit, in brackets or as a text', () => {
    const reader = readerOf();
    const isBare = (text: string) => reader.isBare(reader.read(text));
    expect(['5%', '$5', '(5)', '5.5-', 'a', '', '5-'].map(isBare)).toEqual(Array(7).fill(false));
    expect(['5', '-5', '\u22125', '1,250', '1 250', '+5'].map(isBare)).toEqual(Array(6).fill(true));
  });

  test('tells its unit, also when it is there again', () => {
    const reader = readerOf();
    const unitOf = (text: string) => {
      reader.read(text);
      return reader.unit;
    };
    expect(['$5', '5', '$5', '5%', 'a', '1,250', '1,250'].map(unitOf)).toEqual([
      ...['$', undefined, '$', '%', undefined, undefined, undefined],
    ]);
  });

  test('counts decimals of plain numbers', () => {
    const reader = readerOf();
    for (const text of ['5', '1.5', '1.0', '1,250.5', 'a', '2']) reader.read(text);
    expect(reader.withDecimals).toBe(2);
  });

  test('is a name as a number of many digits only in a column of names', () => {
    const long = '12345678901234567890';
    const kinds = (['by values', 'names', 'names and marks'] as const).map((naming) => {
      const reader = readerOf(naming);
      const code = reader.read(long);
      return [reader.kindOf(code), reader.textOf(code), reader.kindOf(reader.read('1234567'))];
    });
    expect(kinds).toEqual([
      ['number', long, 'number'],
      ['unreadable', long, 'number'],
      ['unreadable', long, 'number'],
    ]);
  });

  test('is missing as a mark but where marks are names', () => {
    const kindOf = (naming: Naming, text: string) => {
      const reader = readerOf(naming, '.', ['none', -9]);
      return reader.kindOf(reader.read(text));
    };
    for (const text of ['', 'none', '-9', '-9.0'])
      for (const naming of ['by values', 'names', 'names and marks'] as const)
        expect(kindOf(naming, text)).toBe('missing');
    expect(kindOf('by values', '?')).toBe('missing');
    expect(kindOf('names', '?')).toBe('missing');
    expect(kindOf('names and marks', '?')).toBe('text');
  });

  test('is known by its text', () => {
    const reader = readerOf();
    for (const text of ['a', '5', '$5']) reader.read(text);
    expect(['a', '5', '$5', 'b'].map((text) => reader.has(text))).toEqual([true, false, true, false]);
  });

  test('is a text without its letters where it is too long, or one of too many', () => {
    const reader = readerOf();
    const long = reader.read('x'.repeat(1001));
    expect([reader.kindOf(long), reader.textOf(long)]).toEqual(['text', undefined]);
    expect(reader.textOf(reader.read('x'.repeat(1000)))).toHaveLength(1000);
    for (let text = 0; text < 999; text++) reader.read(`t${text}`);
    const [last, more] = [reader.read('t998'), reader.read('more')];
    expect(reader.textOf(last)).toBe('t998');
    expect([reader.kindOf(more), reader.textOf(more)]).toEqual(['text', undefined]);
    expect(reader.kindOf(reader.read('1_000'))).toBe('unreadable');
  });

  test('keeps a thousand spellings, and all numbers', () => {
    const reader = readerOf();
    for (let number = 0; number < 1000; number++) reader.read(`${number}.0`);
    expect(reader.textOf(reader.read('1000.0'))).toBe('1000');
    expect(reader.numberOf(reader.read('1000.0'))).toBe(1000);
    const more = reader.read('$7');
    expect([reader.kindOf(more), reader.numberOf(more), reader.unit]).toEqual(['number', 7, '$']);
  });

  test('in a doubtful notation is a number once another of its kind shows it', () => {
    const reader = readerOf();
    const [minus, code] = [reader.read('5-'), reader.read('ALL5')];
    expect([reader.doubtOf(minus), reader.doubtOf(code)]).toEqual(['minus behind', 'code without a space']);
    reader.read('5.5-');
    expect([reader.kindOf(minus), reader.kindOf(code)]).toEqual(['number', 'unreadable']);
    reader.read('ALL 5.5');
    expect(reader.kindOf(code)).toBe('unreadable');
    reader.read('EUR1,250');
    expect([reader.kindOf(code), reader.doubtOf(code)]).toEqual(['number', undefined]);
  });
});

describe('brackets around whole numbers or decimals', () => {
  const kindsOf = (...texts: string[]) => {
    const reader = readerOf();
    const codes = texts.map((text) => reader.read(text));
    return codes.map((code) => reader.kindOf(code));
  };

  test.each(['5', '-5', '0', '5.5', '1,250', '$5', '(1,250)', '($5)', '(5%)'])(
    'are a sign beside %s',
    (text) => {
      expect(kindsOf('(5)', text)).toEqual(['number', 'number']);
      expect(kindsOf(text, '(5.5)')).toEqual(['number', 'number']);
    },
  );

  test.each(['(6)', '(0.5)', 'a', '?', '5 kg', '6-'])('are none beside %s', (text) => {
    expect(kindsOf('(5)', text)[0]).toBe('unreadable');
  });

  test('are none, however many there are', () => {
    const reader = readerOf();
    const codes = Array.from({ length: 1500 }, (_, index) => reader.read(`(0.${index + 1})`));
    expect(reader.kindOf(codes[0] ?? 0)).toBe('unreadable');
  });
});

test('texts of one form are one, also when there are too many to keep', () => {
  const reader = readerOf();
  const [composed, other] = [reader.read('\u00e9'), reader.read('e\u0301')];
  expect(other).toBe(composed);
  expect([reader.has('\u00e9'), reader.has('e\u0301'), reader.codeOf('e\u0301')]).toEqual([
    true,
    true,
    composed,
  ]);
  expect(reader.codeOf('f')).toBeUndefined();
});
