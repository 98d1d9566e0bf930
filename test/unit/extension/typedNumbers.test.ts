import { describe, expect, test } from 'vitest';
import {
  parseTyped,
  readBatchSize,
  readRate,
} from '../../../extension/commands/runExperiment/typedNumbers.ts';

describe('learning rates', () => {
  const parse = (text: string) => parseTyped(text, readRate, 'a number above 0');

  test.each([
    ['', []],
    ['0.02', [0.02]],
    [' 0.02, 0.05 ', [0.02, 0.05]],
    ['1e-4;3 10', [1e-4, 3, 10]],
    ['0.1,,0.2,', [0.1, 0.2]],
    ['50 1e300', [50, 1e300]],
    ['0.1 0.10 1e-1', [0.1]],
  ])('takes "%s"', (text, values) => {
    expect(parse(text)).toEqual({ values, fault: '' });
  });

  test.each([
    ['0.1, x', 'x'],
    ['0', '0'],
    ['-0.1', '-0.1'],
    ['1e999', '1e999'],
    ['0.1 NaN 0', 'NaN'],
    ['0.1.2', '0.1.2'],
    ['hello', 'hello'],
    ['x'.repeat(1e6), `${'x'.repeat(39)}…`],
  ])('refuses "%s" and says why', (text, part) => {
    expect(parse(text)).toEqual({ values: [], fault: `${part} — expected a number above 0` });
  });
});

describe('batch sizes', () => {
  const parse = (text: string) => parseTyped(text, (part) => readBatchSize(part, 100), '1 to 100 or full');

  test.each([
    ['16, 64', [16, 64]],
    ['full', ['full']],
    ['1, full 100', [1, 'full', 100]],
  ])('takes "%s"', (text, values) => {
    expect(parse(text)).toEqual({ values, fault: '' });
  });

  test.each(['all', 'Full', '0', '101', '1.5', 'hello'])('refuses "%s" and says why', (text) => {
    expect(parse(text)).toEqual({ values: [], fault: `${text} — expected 1 to 100 or full` });
  });
});
