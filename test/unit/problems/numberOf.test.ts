import { expect, test } from 'vitest';
import { recognizeDecimal } from '../../../core/problems/data/table/numberOf.ts';

test.each([
  ['commas', 'x y;1,5 a;2,5 b', ','],
  ['points', 'x y;1.5 a;2.5 b', '.'],
  ['commas among whole numbers', 'x y;1 2;2 3;3,5 4', ','],
  ['whole numbers alone', 'x y;1 2;3 4', '.'],
  ['a list in a text column', 'x y;1.5 a,b;2.5 c;3.5 1,2', '.'],
  ['thousands', 'x y;1,234 2;5,678 3', '.'],
  ['thousands with decimals', 'x y;1,234.50 2;5,678.25 3', '.'],
  ['three decimals and one of two', 'x y;1,234 2;5,678 3;0,25 4', ','],
  ['no header', '1,5 2,5;3,5 4,5', ','],
  ['nothing', '', '.'],
])('of %s: %s → %s', (_, text, decimal) => {
  const rows = text.split(';').map((line) => line.split(' '));
  expect(recognizeDecimal(rows)).toBe(decimal);
});
