/** Names keep their spelling, whatever numbers they could be. */
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';

/** Predicts the column `y`, which counts the rows, from the values of `x`. */
function read(values: readonly string[], options: Partial<TableOptions> = {}): Dataset {
  const reader = new TableReader('houses.csv', { target: 'y', ...options });
  for (const [row, fields] of [['x', 'y'], ...values.map((value, row) => [value, `${row}`])].entries())
    reader.add(fields, row + 1);
  return reader.finish();
}

const classesOf = (values: readonly string[]) => read(values, { target: 'x', task: 'classification' });
const categoriesOf = (values: readonly string[]) =>
  read(values, { categorical: ['x'] }).featureNames?.map((name) => name.replace('x = ', ''));

describe.each([
  ['classes', (values: readonly string[]) => classesOf(values).classNames],
  ['categories', categoriesOf],
] as const)('as %s', (_, namesOf) => {
  test.each([
    [
      ['2-', '5-', '2-', '3+'],
      ['2-', '3+', '5-'],
    ],
    [
      ['(5)', '-5', '(5)'],
      ['(5)', '-5'],
    ],
    [
      ['(5)', '-5', '5-', '5'],
      ['(5)', '-5', '5', '5-'],
    ],
    [
      ['01234', '90210', '01234'],
      ['01234', '90210'],
    ],
    [
      ['007', '012', '100'],
      ['007', '012', '100'],
    ],
    [
      ['1.0', '2.0'],
      ['1.0', '2.0'],
    ],
    [
      ['1e3', '2E3'],
      ['1e3', '2E3'],
    ],
    [
      ['+1', '-1'],
      ['-1', '+1'],
    ],
    [
      ['.5', '1.'],
      ['.5', '1.'],
    ],
    [
      ['0.0000001', '1'],
      ['0.0000001', '1'],
    ],
    [
      ['$5', '5', '$6'],
      ['$5', '5', '$6'],
    ],
    [
      ['5%', '10%'],
      ['5%', '10%'],
    ],
    [
      ['5%', '0.05'],
      ['0.05', '5%'],
    ],
    [
      ['1,000', '2,500'],
      ['1,000', '2,500'],
    ],
    [
      ['ALL12', 'MAD5'],
      ['ALL12', 'MAD5'],
    ],
    [
      ['5 kg', '7 kg'],
      ['5 kg', '7 kg'],
    ],
    [
      ['<=50K', '>50K'],
      ['<=50K', '>50K'],
    ],
    [
      ['12345678901234567890', '12345678901234567891'],
      ['12345678901234567890', '12345678901234567891'],
    ],
    [
      ['1st', '2nd', '3rd'],
      ['1st', '2nd', '3rd'],
    ],
  ])('%j are %j', (values, names) => {
    expect(new Set(namesOf(values))).toEqual(new Set(names));
    expect(namesOf(values)).toHaveLength(names.length);
  });

  test.each([
    [
      ['1', '1.0', '2'],
      ['1', '2'],
    ],
    [
      ['01', '1', '02'],
      ['02', '1'],
    ],
    [
      ['01234', '1234', '5'],
      ['1234', '5'],
    ],
    [
      ['\u22121', '-1', '1'],
      ['-1', '1'],
    ],
    [
      ['1,000', '1000', '5'],
      ['1000', '5'],
    ],
    [
      ['1e3', '1000', '5'],
      ['1000', '5'],
    ],
    [
      ['0', '-0', '1'],
      ['0', '1'],
    ],
  ])('of numbers, equal ones are one: %j are %j', (values, names) => {
    expect(new Set(namesOf(values))).toEqual(new Set(names));
    expect(namesOf(values)).toHaveLength(names.length);
  });
});

test('a column of texts keeps its numbers as they are written', () => {
  const values = ['1.10', '1.1', '2.0-beta', '(5)', '-5', '3.x', '4.x', '5.x', '007', '6.x', '7.x', '8.x'];
  const names = read(values).featureNames?.map((name) => name.replace('x = ', ''));
  expect(names).toEqual([...values].sort((a, b) => (a < b ? -1 : 1)));
});

test('numbers are sorted as numbers, and each row has its own', () => {
  const data = classesOf(['010', '9', '010', '100', '9.0']);
  expect(data.classNames).toEqual(['9', '010', '100']);
  expect([...data.labels]).toEqual([1, 0, 1, 2, 0]);
});

test('names that are numbers with units have their places in the order of the numbers', () => {
  const data = read(['$5', '(6)', '7%'], { categorical: ['x'] });
  expect(data.featureNames).toEqual(['x = (6)', 'x = 7%', 'x = $5']);
  expect([...data.inputs]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
});

test('as numbers they are what they were', () => {
  expect([...read(['01234', '1.50', '1e3', '+1', '.5', '(5)', '1,000', '0']).inputs]).toEqual([
    1234, 1.5, 1000, 1, 0.5, -5, 1000, 0,
  ]);
  const many = Array.from({ length: 3000 }, (_, row) => `${(row / 10).toFixed(2)}`);
  expect([...read([...many, '$1.00', '0.10']).inputs]).toEqual([...many.map(Number), 1, 0.1]);
});

test('a class for each value of more spellings than are kept is too many', () => {
  const many = Array.from({ length: 1500 }, (_, row) => `${row}.0`);
  expect(() => classesOf(many)).toThrow('more than 100 different texts (the 101st in row 102)');
});

describe('a minus behind whole numbers', () => {
  test('is a sign where numbers of the column have decimals or groups', () => {
    expect([...read(['5-', '123.45-', '10']).inputs]).toEqual([-5, -123.45, 10]);
    expect([...read(['1,200-', '5-', '10']).inputs]).toEqual([-1200, -5, 10]);
  });
  test('is a sign where there are more different numbers than names', () => {
    const values = Array.from({ length: 1100 }, (_, row) => `${row + 1}-`);
    expect([...read(values).inputs]).toEqual(values.map((_, row) => -row - 1));
  });
  test.each([
    [['5-', '10-', '15-'], 2, '5-'],
    [['10', '5-', '15'], 3, '5-'],
    [['5 -', '10\u2212', '15-'], 2, '5 -'],
  ])('of %j alone is none: they are refused', (values, row, text) => {
    expect(() => read(values)).toThrow(
      `houses.csv, row ${row}, column x: "${text}" — expected a negative number written like -1234.5, or `,
    );
  });
  test('may stand in names', () => {
    expect(read(['5-', 'a', 'b']).featureNames).toEqual(['x = 5-', 'x = a', 'x = b']);
  });
});

describe('a currency’s code right before or behind whole numbers', () => {
  test('is one where numbers of the column have decimals or groups', () => {
    expect([...read(['USD5', 'USD1,200.50']).inputs]).toEqual([5, 1200.5]);
    expect([...read(['5EUR', '6.50EUR']).inputs]).toEqual([5, 6.5]);
  });
  test.each([[['ALL12', 'ALL13', 'ALL7']], [['TOP5', 'TOP10', 'TOP5']], [['12MAD', '7MAD']]])(
    'is none in %j: they are refused',
    (values) => {
      expect(() => read(values)).toThrow(
        `houses.csv, row 2, column x: "${values[0]}" — expected a number written like 1234.5, or the column in "categorical"`,
      );
    },
  );
  test('is one with a space, and a symbol is one without', () => {
    expect([...read(['ALL 12', 'ALL 13']).inputs]).toEqual([12, 13]);
    expect([...read(['$5', '$10']).inputs]).toEqual([5, 10]);
  });
});

describe('numbers with more to them are refused where most values are such:', () => {
  test.each([
    ...['5 kg', '5kg', '7.5 m/s', '36 months', '10 AM', '5K', '$5K', '1.2M', '€5 Mio', '5.00 CR', '7.00DR'],
    ...['<6', '>= 6', '≤6', '~5', 'ca. 5', "'5", "'5'", '5*', '12.3†', '5?', '5±1', '5 +/- 0.1', '1.234(5)'],
    ...[
      '5 €/m²',
      '$5/hr',
      '5 km/h',
      '1.5x10^3',
      '1.5 × 10^−3',
      '1,23,4',
      '12,34',
      '1,234,56',
      '5 °C',
      '20°',
      '3x',
      '5 kWh',
      '100µm',
      '0x1F',
      '0XFF',
    ],
    ...[
      '[0.53]',
      '[[5]]',
      '{5}',
      '5℃',
      '5μm',
      '5µm',
      '5mins',
      '5d',
      '5days',
      '5y',
      '5uL',
      '5mg/dl',
      '5ml/min/1.73m2',
    ],
    ...[
      '5Ω',

      '5kΩ',
      '5T',
      '4.5T',
      '5lx',
      '5[1]',
      '5 [a]',
      '5{2}',
      '5¹',
      '5²',
      '10⁶',
      '5.1 (e)',
      '5(p)',
    ],
    ...[
      '1.5×10³',
      '2×10⁻³',
      '½',
      '1½',
      '1 ¼',
      '½ kg',
      '5‱',
      '5%%',
      '5bp',
      '5 m²',
      '5m²',
      '5㎏',
      '5 g/cm³',
      '5㎡',
    ],
    ...[
      '12 (34%)',
      '5.1 (0.3)',
      '5 [3-7]',
      '5.1 (3.2, 7.1)',
      '5.1±0.3%',
      '5‡',
      '5#',
      '5)',
      '(5',
      '--5',
      '-(7)',
    ],
    ...[
      '(-5)',
      '((5))',
      '$$5',
      'c. 5',
      'circa 5',
      '< 5%',
      "5'",
      `5"`,
      `5'11"`,
      '5′11″',
      '52°31′N',
      '5º',
      '1h 5m',
      '2d3h',
    ],
    ...[
      '10,000+',
      '5K+',
      '1.5M+',
      '1+2j',
      '(1-2.5i)',
      'tensor(0.5)',
      'np.float64(0.5)',
      "Decimal('5.0')",
      'array([5])',
    ],
    ...['0b101', '0o17', '7s', '5руб.', '5円', '5万', '（5）x'.slice(0, 3), '５kg'],
  ])('%s', (text) => {
    expect(() => read([text, '7', text])).toThrow(
      `houses.csv, row 2, column x: ${JSON.stringify(text)} — expected a number written like 1234.5, or the column in "categorical"`,
    );
    expect(() => read(['7', '8', '9', text])).toThrow(`row 5, column x: ${JSON.stringify(text)}`);
    expect(read([text, '7', text], { categorical: ['x'] }).featureNames?.toSorted()).toEqual(
      [`x = ${text}`, 'x = 7'].toSorted(),
    );
  });

  test.each([
    ...['1st', '2nd', '12A', '5th', 'A12', 'Q1', 'group 1', '<=50K', '18-24', '65+', '1990s', '2XL', '5more'],
    ...[
      '12a',
      '2nd',
      '20s',
      '3D',
      'No. 5',
      '#5',
      '+49 170 1234567',
      '555-1234',
      '5 of 10',
      'H2O',
      '5e',
      '14 bis x',
      '1A/2B',
    ],
    ...['1/2', '10:30', '2020-01-01', '01.02.2020', '192.168.1.1', '1.2.3', '12 34', '5 old houses', 'x5'],
  ])('but %s is a name', (text) => {
    expect(read([text, '7', text]).featureNames?.toSorted()).toEqual([`x = ${text}`, 'x = 7'].toSorted());
  });
});

test('addresses are no thousands of millions', () => {
  const addresses = ['192.168.100.200', '10.100.100.200', '192.168.100.201'];
  expect(read(addresses, { decimal: ',' }).featureNames).toHaveLength(3);
  expect([...read(['1.234.567.890', '300.200.100.100'], { decimal: ',' }).inputs]).toEqual([
    1234567890, 300200100100,
  ]);
});

test('a sign may stand anywhere around a currency, once', () => {
  const values = ['+5', '+ $5', '$+5', '-$5', '$-5', '($5)', '$(5)', '$5-', '$5.5-'];
  expect([...read(values).inputs]).toEqual([5, 5, 5, -5, -5, -5, -5, -5, -5.5]);
});

test('double precision of Fortran is read', () => {
  expect([...read(['1.5D+03', '-2.50d-1', '.5D0', '7']).inputs]).toEqual([1500, -0.25, 0.5, 7]);
});

describe('letters behind the numbers of a column are a unit', () => {
  const refused = (values: readonly string[]) =>
    expect(() => read(values)).toThrow(
      `row 2, column x: ${JSON.stringify(values[0])} — expected a number written like 1234.5`,
    );
  const areNames = (values: readonly string[]) =>
    expect(read(values).featureNames).toHaveLength(new Set(values).size);

  test.each([
    [['5fl', '6fl', '7fl']],
    [['1.5qq', '2qq', '30qq', '1.5qq']],
    [['5ᵃ', '6ᵃ', '7ᵃ']],
    [['12A', '14A', '16A']],
    [['5qq', '6qq', '7qq', '8qq', '9ww']],
    [['.5qq', '-6qq', '0qq']],
  ])('where most are the same: %j', refused);

  test.each([
    [['5qq', '6qq', '5qq']],
    [['12A', '14B', '16A', '18A', '12C']],
    [['12', '12A', '14', '14A', '16B', '16A', '16C']],
    [['1st', '2nd', '3rd', '4th', '5th', '6th', '7th']],
    [['1e', '2e', '3e', '4e']],
    [['1970s', '1980s', '1990s']],
    [['2XL', '3XL', '4XL']],
    [['1Q', '2Q', '3Q', '4Q']],
    [['007qq', '008qq', '009qq']],
    [['12345678qq', '12345679qq', '12345670qq']],
    [['5abcde', '6abcde', '7abcde']],
    [['5qq', '6qq', '7qq', 'a', 'b', 'c']],
  ])('and not in %j', areNames);

  test('however many there are', () => {
    refused(Array.from({ length: 2500 }, (_, row) => `${row + 1}qq`));
  });
});

test('names in two Unicode forms are one', () => {
  for (const values of [
    ['\u00e9', 'e\u0301', 'b'],
    ['e\u0301', 'b', '\u00e9'],
  ]) {
    expect(read(values).featureNames).toEqual(['x = b', 'x = \u00e9']);
    expect(classesOf(values).classNames).toEqual(['b', '\u00e9']);
  }
  expect([...classesOf(['e\u0301', 'b', '\u00e9']).labels]).toEqual([1, 0, 1]);
});
