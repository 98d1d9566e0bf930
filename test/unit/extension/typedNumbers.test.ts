import { describe, expect, test } from 'vitest';
import {
  expectedRate,
  parseTyped,
  readBatchSize,
  readRate,
} from '../../../extension/commands/runExperiment/typedNumbers.ts';

describe('learning rates', () => {
  const parse = (text: string) => parseTyped(text, readRate, expectedRate);

  test.each([
    ['', []],
    ['0.02', [0.02]],
    [' 0.02, 0.05 ', [0.02, 0.05]],
    ['1e-4;3 10', [1e-4, 3, 10]],
    ['0.1,,0.2,', [0.1, 0.2]],
    ['50 1e300', [50, 1e300]],
    ['0.1 0.10 1e-1', [0.1]],
    ['.5 5. +1 1E-2', [0.5, 5, 1, 0.01]],
    ['1,5', [1, 5]],
    ['0.1,10', [0.1, 10]],
    ['10,20;30', [10, 20, 30]],
  ])('takes "%s"', (text, values) => {
    expect(parse(text)).toEqual({ values, fault: '' });
  });

  test.each([
    ['0.1, x', 'x'],
    ['0', '0'],
    ['-0.1', '-0.1'],
    ['0.1 NaN 0', 'NaN'],
    ['0.1.2', '0.1.2'],
    ['hello', 'hello'],
    ['0x10', '0x10'],
    ['0.1, 0b1', '0b1'],
    ['0o7', '0o7'],
    ['Infinity', 'Infinity'],
    ['007', '007'],
    ['1_000', '1_000'],
    ['--1', '--1'],
    ['.', '.'],
    ['e5', 'e5'],
    ['0.1f', '0.1f'],
    ['x'.repeat(1e6), `${'x'.repeat(39)}…`],
  ])('refuses "%s" and says why', (text, part) => {
    expect(parse(text)).toEqual({ values: [], fault: `${part} — expected a number above 0` });
  });

  test.each([
    ['0.1 1e400', '1e400 — expected a number of at most 1.797e308, the largest that there is'],
    ['1e-400', '1e-400 — expected a number of at least 4.95e-324, the smallest above 0'],
    ['-1e400', '-1e400 — expected a number of at least -1.797e308, the lowest that there is'],
  ])('says of %s what numbers can hold', (text, fault) => {
    expect(parse(text)).toEqual({ values: [], fault });
  });
});

describe('a comma before decimals or thousands', () => {
  test.each([
    ['0,1', '0,1', '0.1'],
    ['0,05', '0,05', '0.05'],
    ['0,1e-2', '0,1e-2', '0.1e-2'],
    ['0.1 0,01', '0,01', '0.01'],
    ['0,01;0,1', '0,01', '0.01'],
    ['0.5,0,1', '0,1', '0.1'],
    ['1,05', '1,05', '1.05'],
    ['1,0', '1,0', '1.0'],
    ['1,0005', '1,0005', '1.0005'],
    ['1,5; 2,5', '1,5', '1.5'],
    ['1,024', '1,024', '1024'],
    ['1,024,000', '1,024,000', '1024000'],
    ['16, 1,024', '1,024', '1024'],
  ])('in "%s" is told', (text, part, instead) => {
    for (const read of [readRate, (each: string) => readBatchSize(each, 5000)])
      expect(parseTyped<number | 'full'>(text, read, () => 'a number')).toEqual({
        values: [],
        fault: `${part} — expected a number; a comma separates values: write ${instead}`,
      });
  });

  test('of any length is told in few words', () => {
    const { fault } = parseTyped(`0,${'1'.repeat(1e5)}`, readRate, () => 'a number');
    expect(fault.length).toBeLessThan(200);
  });
});

describe('batch sizes', () => {
  const parse = (text: string) =>
    parseTyped(
      text,
      (part) => readBatchSize(part, 100),
      () => '1 to 100 or full',
    );

  test.each([
    ['16, 64', [16, 64]],
    ['full', ['full']],
    ['1, full 100', [1, 'full', 100]],
    ['16,64', [16, 64]],
    ['1e2', [100]],
    ['16,64 10,20', [16, 64, 10, 20]],
  ])('takes "%s"', (text, values) => {
    expect(parse(text)).toEqual({ values, fault: '' });
  });

  test.each(['all', 'Full', '0', '101', '1.5', 'hello', '0x10', '016', '-8'])(
    'refuses "%s" and says why',
    (text) => {
      expect(parse(text)).toEqual({ values: [], fault: `${text} — expected 1 to 100 or full` });
    },
  );
});
