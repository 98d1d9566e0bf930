import { expect, test } from 'vitest';
import { csvCell } from '../../../../core/race/export/csvText.ts';

test.each<[number | boolean | string | null | undefined, string]>([
  // A number may begin with what begins a formula.
  [-5, '-5'],
  [1e-7, '1e-7'],
  [0.1 + 0.2, '0.30000000000000004'],
  [true, 'true'],
  [null, ''],
  [undefined, ''],
  ['-5', "'-5"],
  ['=1+1', "'=1+1"],
  ['a, b', '"a, b"'],
  ['a "b"', '"a ""b"""'],
  ['a\nb', '"a\nb"'],
  ['', ''],
])('%j is the cell %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
