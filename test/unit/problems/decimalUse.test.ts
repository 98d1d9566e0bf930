import { describe, expect, test } from 'vitest';
import { DecimalUse } from '../../../core/problems/data/table/decimalUse.ts';
import { numberOf } from '../../../core/problems/data/table/numberOf.ts';

/** Of rows that end in semicolons, of values with blanks between them. */
function decide(text: string, delimiter: string) {
  const use = new DecimalUse();
  for (const [row, line] of text.split(';').entries()) {
    use.beginRow(row + 1);
    for (const [index, value] of line.split(' ').entries()) use.add(value, index);
  }
  return use.decide(delimiter);
}

describe.each([',', ';', '\t', '|', ':'])('values that %j divides show the decimal mark', (delimiter) => {
  test.each([
    ['of commas', '1,5 a;2,5 b', ','],
    ['of points', '1.5 a;2.5 b', '.'],
    ['of commas among whole numbers', '1 2;2 3;3,5 4', ','],
    ['of whole numbers alone', '1 2;3 4', '.'],
    ['of a list in a text column', '1.5 a,b;2.5 c;3.5 1,2', '.'],
    ['of thousands with decimals', '1,234.50 2;5,678.25 3', '.'],
    ['of dots for thousands', '1.234,50 2;5.678,25 3', ','],
    ['of millions', '1,234,567 2;5,678 3', '.'],
    ['of millions with dots', '1.234.567 2;5.678 3', ','],
    ['of three decimals and one of two', '1,234 2;5,678 3;0,25 4', ','],
    ['of three decimals below 1', '0.123 2;0.456 3', '.'],
    ['of four digits before decimals', '1234,567 2;5,678 3', ','],
    ['of money', '$1,200.50 2', '.'],
    ['of nothing', '', '.'],
  ])('%s: %s → %s', (_, text, decimal) => expect(decide(text, delimiter)).toBe(decimal));
});

test.each([
  [',', '1,234 2;5,678 3', '.'],
  [',', '1.234 2;5.678 3', '.'],
  [',', '1.234 2,345', '.'],
  [';', '1,234 2;5,678 3', ','],
  [';', '1.234 2;5.678 3', { text: '1.234', row: 1, index: 0 }],
  [';', '1,234 2.345', { text: '2.345', row: 1, index: 1 }],
  ['\t', '1,234 2;5,678 3', { text: '1,234', row: 1, index: 0 }],
  ['\t', '1.234 2;5.678 3', '.'],
  ['|', '1 2;5 -3,456', { text: '-3,456', row: 2, index: 1 }],
])('between %j, those of three digits behind one mark in %s mean %j', (delimiter, text, decision) => {
  expect(decide(text, delimiter)).toEqual(decision);
});

test('numbers in plain notation count as they do in any', () => {
  for (const [text, mark] of [
    ['1.5', '.'],
    ['1,5', ','],
    ['1.234', '.'],
    ['1,234', ','],
    ['0.123', '.'],
    ['7', '.'],
  ] as const)
    for (const delimiter of [',', ';', '\t']) {
      const [plain, any] = [new DecimalUse(), new DecimalUse()];
      plain.addPlain(text, 0, mark);
      any.add(text, 0);
      expect(plain.decide(delimiter)).toEqual(any.decide(delimiter));
    }
});

test('numbers in other notations count as texts do that are not known to be numbers', () => {
  const texts = [
    '$1,234',
    '1,234.5',
    '1.234,5',
    '-$1,234,567',
    '(1.5)',
    '7.5%',
    '7,5%',
    '1.234 €',
    '$0.123',
    '€ 1234.567',
    '5 $',
    '1 234.5',
    '12,34,567',
  ];
  for (const text of texts)
    for (const mark of ['.', ','] as const)
      for (const delimiter of [',', ';', '\t']) {
        if (Number.isNaN(numberOf(text, mark))) continue;
        const [written, any] = [new DecimalUse(), new DecimalUse()];
        written.addWritten(text, 0, mark);
        any.add(text, 0);
        expect(written.decide(delimiter), `${text} ${mark}`).toEqual(any.decide(delimiter));
      }
});
