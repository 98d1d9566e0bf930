import { describe, expect, it } from 'vitest';
import {
  clippedSource,
  formatCount,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRate,
  formatSetting,
} from '../../core/format.ts';

describe('formatNumber', () => {
  it.each([
    [0.8975276637522593, '0.8975'],
    [24.514811, '24.51'],
    [100, '100.0'],
    [1.5915e-8, '1.592e-8'],
    [1008997, '1.009e+6'],
    [99999, '99999'],
    [100000, '1.000e+5'],
    [0.001, '0.001000'],
    [0.0009, '9.000e-4'],
    [0.999 - 1, '-0.001000'],
    [0.99994e-3, '9.999e-4'],
    [0.99996e-3, '0.001000'],
    [-0.25, '-0.2500'],
    [0, '0'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, 'NaN'],
  ])('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('takes the number of digits', () => {
    expect(formatNumber(32.694233, 3)).toBe('32.7');
    expect(formatNumber(1.59e-8, 3)).toBe('1.59e-8');
  });
});

it('writes what a person gave as it was given', () => {
  expect([0.1 + 0.2, 0.01, 1e-7, 0.0123456789, 32].map(formatSetting)).toEqual([
    '0.3',
    '0.01',
    '1e-7',
    '0.0123456789',
    '32',
  ]);
});

it('prints positions with the decimals of the tutorial', () => {
  expect(formatFixed(-0.0000173, 6)).toBe('-0.000017');
  expect(formatFixed(-0.99277, 4)).toBe('-0.9928');
  expect(formatFixed(12345678, 6)).toBe('1.235e+7');
  expect(formatFixed(-1e-9, 6)).toBe('0.000000');
});

it('prints shares, speeds and counts', () => {
  expect(formatPercent(0.9733)).toBe('97.3 %');
  expect(formatRate(4203344)).toBe('4,200,000');
  expect([200, 9999, 12500].map(formatCount)).toEqual(['200', '9999', '12,500']);
});

it('prints durations in the unit that fits', () => {
  expect([0.00342, 0.25, 1.2, 59, 125].map(formatDuration)).toEqual([
    '3.42 ms',
    '250 ms',
    '1.20 s',
    '59.0 s',
    '2 min 5 s',
  ]);
});

describe('clippedSource', () => {
  it.each([
    ['"short"', '"short"'],
    ['"0123456789"', '"01234567…"'],
    ["'0123456789'", "'01234567…'"],
    ['"01234567890', '"012345678…'],
    // The last quote belongs to the text.
    ['"012345678\\"', '"012345678…'],
    ['"012345\\u00e9789"', '"012345…"'],
    ['"0123456\\n89"', '"0123456…"'],
    ['"0123456\u{1f600}9"', '"0123456…"'],
    ['[0.1, 0.2, 0.3]', '[0.1, 0.2,…'],
  ])('makes %s %s', (text, shown) => {
    expect(clippedSource(text, 11)).toBe(shown);
  });
});
