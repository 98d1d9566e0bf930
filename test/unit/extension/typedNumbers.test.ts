import { expect, test } from 'vitest';
import { parseNumbers } from '../../../extension/commands/runExperiment/typedNumbers.ts';

const isRate = (number: number) => number > 0 && number <= 10;
const parse = (text: string) => parseNumbers(text, isRate, '0 < learning rate ≤ 10');

test.each([
  ['', []],
  ['0.02', [0.02]],
  [' 0.02, 0.05 ', [0.02, 0.05]],
  ['1e-4;3 10', [1e-4, 3, 10]],
  ['0.1,,0.2,', [0.1, 0.2]],
])('takes "%s"', (text, numbers) => {
  expect(parse(text)).toEqual({ numbers, fault: '' });
});

test.each([
  ['0.1, x', 'x'],
  ['0', '0'],
  ['11', '11'],
  ['-0.1', '-0.1'],
  ['1e999', '1e999'],
  ['0.1 NaN 0', 'NaN'],
  ['0.1.2', '0.1.2'],
])('refuses "%s" and says why', (text, part) => {
  expect(parse(text)).toEqual({ numbers: [], fault: `${part} — expected 0 < learning rate ≤ 10` });
});
