/** Numbers that stand below each other. */
import { expect, test } from 'vitest';
import { digitsOf, readDigits, shortDigitsOf } from '../../../core/rule/inspect/digits.ts';

test.each([
  [66.945612, '66.9456', '66.9456'],
  [64.49, '64.4900', '64.49'],
  [0.1 + 0.2, '0.300000', '0.3'],
  [1 - 0.9, '0.100000', '0.1'],
  [-0.00986584, '-0.00986584', '-0.00986584'],
  [0.000123, '0.000123000', '0.000123'],
  [0.0000123, '1.23000e-5', '0.0000123'],
  [1e-8, '1.00000e-8', '1e-8'],
  [999_999.4, '999999', '999999'],
  [999_999.6, '1.00000e6', '1000000'],
  [1.5e300, '1.50000e300', '1.5e+300'],
  [0, '0', '0'],
  [-0, '0', '0'],
  [Number.NaN, 'NaN', 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Infinity', '-Infinity'],
])('%d', (value, digits, short) => {
  expect(digitsOf(value)).toBe(digits);
  expect(shortDigitsOf(value)).toBe(short);
});

test('people read signs', () => {
  expect(readDigits('-1.5e-8')).toBe('−1.5e−8');
  expect(readDigits('-Infinity')).toBe('−∞');
});
