import { expect, test } from 'vitest';
import { cellNumber } from '../../../core/log/cellNumber.ts';

test.each([
  ['0.5', 0.5],
  ['  -1e-3 ', -0.001],
  ['1e300', 1e300],
  ['5e-324', 5e-324],
  ['.5', 0.5],
  ['nan', Number.NaN],
  ['NaN', Number.NaN],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['tensor(0.25)', 0.25],
  ["tensor(2.5e-1, device='cuda:0', grad_fn=<NllLossBackward0>)", 0.25],
  ['tensor(nan)', Number.NaN],
  ['np.float64(0.25)', 0.25],
  ['85.5%', 0.855],
  ['1,234.5', 1234.5],
  ['01:05', 65],
  ['1:00:00.5', 3600.5],
  ['2026-03-01T12:00:00Z', Date.UTC(2026, 2, 1, 12) / 1000],
  ['2026-03-01 12:00:00.250+00:00', Date.UTC(2026, 2, 1, 12) / 1000 + 0.25],
])('%s is %d', (text, number) => {
  expect(cellNumber(text, false)).toBe(number);
});

test.each([
  '',
  '  ',
  'NA',
  'None',
  'null',
  'adam',
  '-',
  '0x10',
  '1.2.3',
  '2026-99-99 99:99',
  '12:75',
  '[0.5]',
  'tensor([1])',
  `1${' '.repeat(80)}x`,
])('%j is no number', (text) => {
  expect(cellNumber(text, false)).toBeUndefined();
});

test('a comma stands before decimals only where it divides no values', () => {
  expect(cellNumber('0,5', true)).toBe(0.5);
  expect(cellNumber('-1,25e2', true)).toBe(-125);
  expect(cellNumber('1.234,5', true)).toBeUndefined();
  expect(cellNumber('0,5', false)).toBeUndefined();
});
