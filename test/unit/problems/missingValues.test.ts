import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';
import { examplesOf } from './dataStatistics.ts';

/** Reads rows of `a,b,c`. */
function read(lines: readonly string[], options: TableOptions): Dataset {
  const reader = new TableReader('houses.csv', options);
  for (const [index, line] of lines.entries()) reader.add(line.split(','), index + 1);
  return reader.finish();
}

const usual = [
  ...[
    '',
    'NA',
    'N/A',
    'n/a',
    'NaN',
    'nan',
    '?',
    '-',
    '--',
    '–',
    '—',
    'null',
    'NULL',
    'None',
    '.',
    '#N/A',
    '#NA',
    '#DIV/0!',
  ],
  ...['<NA>', 'NaT', '\\N', '(null)', 'n.a.', ' NA ', ' '],
];

describe.each(usual)('%j is a missing value', (mark) => {
  const numbers = ['size,price', '50,3', `${mark},4`, '70,5'];
  const names = ['city,price', 'Oslo,3', `${mark},4`, 'Bergen,5'];
  const shown = mark.trim() === '' ? 'empty' : JSON.stringify(mark.trim());

  test('which is refused in a column of numbers', () => {
    expect(() => read(numbers, { target: 'price' })).toThrow(
      `houses.csv, row 3, column size: ${shown} — expected a number, or "missing": "skip"`,
    );
  });

  test('which is refused in a column of names', () => {
    expect(() => read(names, { target: 'price' })).toThrow(
      `houses.csv, row 3, column city: ${shown} — expected a name, or "missing": "skip"`,
    );
  });

  test('whose row can be left out', () => {
    for (const lines of [numbers, names]) {
      const data = read(lines, { target: 'price', missing: 'skip' });
      expect([data.rows, data.skippedRows]).toEqual([2, 1]);
    }
  });

  test('unless it is said to be a name', () => {
    const load = () => read(names, { target: 'price', categorical: ['city'] });
    if (mark.trim() === '')
      expect(load).toThrow('row 3, column city: empty — expected a name, or "missing": "skip"');
    else expect(load().featureNames).toContain(`city = ${mark.trim()}`);
  });
});

test.each(['none', 'na', 'no', 'N', 'nil', '0', 'x'])('%j is a name', (name) => {
  expect(read(['city,price', `${name},3`, 'Oslo,4', 'Bergen,5'], { target: 'price' }).featureNames).toContain(
    `city = ${name}`,
  );
});

test('values can be called missing ones, numbers in whatever notation', () => {
  const lines = ['size,price', '50,3', '-999,4', 'unknown,5', '-999.0,6', '60,7'];
  const na_values = ['unknown', -999];
  expect(() => read(lines, { target: 'price', na_values })).toThrow(
    'houses.csv, row 3, column size: "-999" — expected a number, or "missing": "skip"',
  );
  expect(examplesOf(read(lines, { target: 'price', na_values, missing: 'skip' }))).toEqual([[50], [60]]);
  expect(
    examplesOf(read(lines.with(3, 'NA,5'), { target: 'price', na_values: ['-999'], missing: 'skip' })),
  ).toEqual([[50], [60]]);
});

test('values that are missing don’t tell what a column holds', () => {
  const lines = [
    'size,price',
    ...Array.from({ length: 200 }, (_, row) => `NA,${row}`),
    '50,3',
    '60,4',
    'big,5',
  ];
  expect(() => read(lines, { target: 'price', missing: 'skip' })).toThrow(
    'houses.csv, row 204, column size: "big" — expected a number',
  );
});

describe('a column without any value', () => {
  test('and without a name is none', () => {
    for (const missing of ['refuse', 'skip'] as const) {
      const data = read(['w,h,cost,', '4,9,30,', '5,7,41,'], { target: 'cost', missing });
      expect(data.featureNames).toEqual(['w', 'h']);
      expect(data.skippedRows).toBeUndefined();
      expect(read(['4,9,30,,', '5,7,41,,', ',,,,'], { target: 3, missing }).features).toBe(2);
    }
  });

  test('and without a name is none before it has one', () => {
    const lines = ['w,h,cost,', '4,9,30,', '5,7,41,', '6,8,43,7', '6,7,44,8'];
    expect(() => read(lines, { target: 'cost' })).toThrow(
      'houses.csv, row 2, column #4: empty — expected a number',
    );
    const data = read(lines, { target: 'cost', missing: 'skip' });
    expect(examplesOf(data)).toEqual([
      [6, 8, 7],
      [6, 7, 8],
    ]);
    expect(data.skippedRows).toBe(2);
  });

  test('but with a name is one to be ignored', () => {
    for (const missing of ['refuse', 'skip'] as const)
      expect(() => read(['w,h,cost', '4,,30', '5,NA,41'], { target: 'cost', missing })).toThrow(
        'houses.csv, column h: empty in all 2 rows — expected the column in "ignore"',
      );
  });

  test('cannot be predicted', () => {
    expect(() => read(['w,h,', '4,1,', '5,2,'], { target: 3 })).toThrow(
      'houses.csv, column #3: empty in all 2 rows — expected another target',
    );
  });
});

test('a delimiter at the end of the header alone, or of some rows, makes no column', () => {
  for (const lines of [
    ['w,h,cost,', '4,9,30', '5,7,41'],
    ['w,h,cost', '4,9,30,', '5,7,41,'],
    ['w,h,cost', '4,9,30,,', '5,7,41'],
    ['w,h,cost,', '4,9,30', '5,7,41,'],
  ])
    expect(examplesOf(read(lines, { target: 'cost' }))).toEqual([
      [4, 9],
      [5, 7],
    ]);
  expect(() => read(['w,h,cost', '4,9,30', '5,7'], { target: 'cost' })).toThrow(
    'row 3: 2 values — expected 3',
  );
  expect(() => read(['w,cost', '4,30', '5,41,,7'], { target: 'cost' })).toThrow(
    'row 3: 4 values — expected 2',
  );
});

test('rows of nothing but delimiters are blank lines', () => {
  expect(read(['w,cost', '4,30', ',', '5,41', ',', ','], { target: 'cost' }).rows).toBe(2);
});

test('names are looked at where their columns are used', () => {
  const lines = ['id,x,x,gr\uFFFDe,y', '1,2,3,4,5', '2,3,4,5,6'];
  expect(read(lines, { target: 'y', ignore: [3, 4] }).featureNames).toEqual(['id', 'x']);
  expect(() => read(lines, { target: 'y', ignore: [4] })).toThrow(
    'houses.csv, row 1: two columns have the name "x" — expected different names, or "ignore": [2]',
  );
  expect(() => read(lines, { target: 'y', ignore: [3] })).toThrow(
    'houses.csv, row 1: the name "gr\uFFFDe" — expected text in UTF-8, or "ignore": [4]',
  );
  expect(() => read(lines, { target: 'x', ignore: [4] })).toThrow(
    'houses.csv: target = "x" — expected a column\'s number, as several have that name: 2, 3',
  );
});

describe('a number that is called a missing value is one in whatever notation:', () => {
  /** Reads rows of `x;y`, where y counts them. */
  const keptOf = (values: readonly string[], options: Partial<TableOptions>) => {
    const reader = new TableReader('houses.csv', { target: 'y', missing: 'skip', ...options });
    for (const [row, fields] of [['x', 'y'], ...values.map((value, row) => [value, `${row}`])].entries())
      reader.add(fields, row + 1);
    return [...reader.finish().inputs];
  };

  test.each<[string, string[], Partial<TableOptions>]>([
    ['thousands in groups', ['-9,999', '1,234', '3', '4'], { na_values: [-9999] }],
    ['a typographic minus', ['\u22129999', '\u22125', '3', '4'], { na_values: [-9999] }],
    ['a decimal comma', ['-9.999,00', '1.234,50', '3,00', '4'], { na_values: [-9999], decimal: ',' }],
    ['a currency', ['$-9,999.00', '$5.00', '$3', '$4'], { na_values: [-9999] }],
    ['brackets', ['(9,999)', '5', '3', '4'], { na_values: [-9999] }],
    ['a minus behind', ['9999-', '5.5-', '3', '4'], { na_values: [-9999] }],
    ['a currency’s code without a space', ['USD9999', 'USD5.50', '3', '4'], { na_values: [9999] }],
    ['an exponent of Fortran', ['-9.999D3', '1.5D0', '3', '4'], { na_values: [-9999] }],
    ['the value of a percentage', ['-100%', '5%', '3%', '4%'], { na_values: [-1] }],
    ['beyond the limits', ['-1.7976931348623157e308', '5', '3', '4'], { na_values: [-Number.MAX_VALUE] }],
    ['a text that is a number', ['-9,999', '5', '3', '4'], { na_values: ['-9999'] }],
    ['a text in the table’s notation', ['-9999', '5', '3', '4'], { na_values: ['-9.999,0'], decimal: ',' }],
  ])('%s', (_, values, options) => {
    expect(keptOf(values, options)).toHaveLength(3);
    if (Math.abs(Number(values[0])) !== Number.MAX_VALUE)
      expect(keptOf(values, { decimal: options.decimal })).toHaveLength(4);
  });

  test.each<[string, string[], Partial<TableOptions>, number]>([
    ['of another base', ['0x1F', '31', '31', '4', '5'], { na_values: ['0x1F'] }, 4],
    ['with a minus behind', ['5-', '-5', '3', '4', '5', '6'], { na_values: ['5-'] }, 5],
    ['with a currency', ['$5', '5', '3'], { na_values: ['$5'] }, 2],
    ['in brackets', ['(5)', '-5', '3'], { na_values: ['(5)'] }, 2],
    ['with decimals of another mark', ['1.5', '1,5', '3', '4', '5'], { na_values: ['1.5'], decimal: ',' }, 4],
    ['infinite', ['1e400', '1', '2', '3'], { na_values: ['1e400'] }, 3],
  ])('but a text %s is that text alone', (_, values, options, kept) => {
    expect(keptOf(values, options)).toHaveLength(kept);
  });

  test('and as a name, where it is written without a unit', () => {
    const classes = (values: readonly string[], na_values: (string | number)[]) =>
      read(['x,y', ...values.map((value, row) => `${row + 100},${value}`)], {
        ...{ target: 'y', task: 'classification', missing: 'skip', na_values },
      }).classNames;
    expect(classes(['TOP5', 'TOP7', '\u22125', '5', '7', '$5'], [5, -5])).toEqual([
      '$5',
      '7',
      'TOP5',
      'TOP7',
    ]);
    const long = ['12345678901234567890', '12345678901234567891', '7'];
    expect(classes([...long], ['12345678901234567890'])).toEqual(['12345678901234567891', '7']);
  });
});

test('a missing value may be in another Unicode form', () => {
  const lines = ['city,price', 'ne\u0301ant,3', 'n\u00e9ant,4', 'Oslo,5', 'Rome,6'];
  for (const mark of ['ne\u0301ant', 'n\u00e9ant'])
    expect(read(lines, { target: 'price', missing: 'skip', na_values: [mark] }).rows).toBe(2);
});

test('names are the same in another Unicode form', () => {
  const lines = ['\u00e9,e\u0301,y', '1,2,3', '2,5,4'];
  expect(() => read(lines, { target: 'y' })).toThrow(
    'houses.csv, row 1: two columns have the name "\u00e9" — expected different names, or "ignore": [1]',
  );
  expect(read(lines, { target: 'y', ignore: [1] }).features).toBe(1);
  expect(() => read(lines, { target: 'e\u0301' })).toThrow('several have that name: 1, 2');
});
