/** Logs that want more than there is room for, or to be more than text. */
import { describe, expect, test } from 'vitest';
import { LogFile } from '../../../core/log/logFormat.ts';
import { longestName, mostColumns, mostRuns } from '../../../core/log/logLimits.ts';
import { logName } from '../../../core/log/logName.ts';
import { LogRun } from '../../../core/log/logRun.ts';
import { TrainingLog } from '../../../core/log/trainingLog.ts';
import { bytesOf, numbersOf, readLogOf } from './logTools.ts';

const messagesOf = (log: TrainingLog) => log.remarks.list().map(({ message }) => message);

describe('a name', () => {
  test.each([
    ['train\u0000\u001b[31m/loss\u202e', 'train[31m/loss'],
    ['  two\n\tlines\u00a0here ', 'two lines here'],
    ['\u200b\ufeff\ud800', ''],
    [
      '<img src=x onerror=alert(1)> [a](command:b) $(zap)',
      '<img src=x onerror=alert(1)> [a](command:b) $(zap)',
    ],
    ['Verlust 損失 \u{1f4c9}', 'Verlust 損失 \u{1f4c9}'],
  ])('%j is shown as %j', (name, shown) => {
    expect(logName(name)).toBe(shown);
  });

  test('that is long is cut', () => {
    expect(logName('a'.repeat(1e6))).toBe(`${'a'.repeat(longestName - 1)}…`);
  });
});

test('of names and runs, as many are taken as there is room for', () => {
  const names = Array.from({ length: mostColumns + 5 }, (_, index) => `c${index}`);
  const wide = readLogOf(`${names.join(',')}\n${names.map(() => 1).join(',')}\n`);
  expect(wide.runs.get('')?.columns.size).toBe(mostColumns);
  expect(messagesOf(wide)).toEqual([
    'more names than are read: the further ones are left out; the first is line 2',
  ]);
  const many = Array.from({ length: mostRuns + 5 }, (_, index) => `r${index},1`);
  const long = readLogOf(`run,loss\n${many.join('\n')}\n`);
  expect(long.runs.size).toBe(mostRuns);
  expect(messagesOf(long)).toEqual([
    `more runs than are read: the further ones are left out; the first is line ${mostRuns + 2}`,
  ]);
});

test('of numbers, as many are taken as there is room for', () => {
  const log = new TrainingLog(3);
  new LogFile(log, { folder: '', name: '' }).add(bytesOf('step,loss\n0,4\n1,3\n2,2\n'));
  expect(numbersOf(log)).toEqual({ '': { step: [0, 1], loss: [4] } });
  expect(messagesOf(log)).toEqual(['more numbers than are read: the rest is left out; the first is line 3']);
});

/** Any square of these lengths would take minutes, and so the time that a test has. */
describe('is read in a time in proportion to its length:', () => {
  const length = 300_000;
  const object = Array.from({ length: length / 10 }, (_, index) => `"${index}": 1`).join();
  const lines = Array.from({ length: length / 20 }, (_, index) => `{"n${index}": 1}\n`).join('');
  test.each([
    ['quotes', '"'.repeat(length), 0],
    ['open quotes in many lines', 'a,"b\n'.repeat(length / 5), 0],
    ['a quote that is never closed', `"${'a,b\n'.repeat(length / 4)}`, 0],
    ['spaces', `a${' '.repeat(length)}b`, 0],
    ['commas', `${','.repeat(length)}\n${','.repeat(length)}\n`, 0],
    ['names and texts', `${'a,b,'.repeat(length / 4)}\n${'b,a,'.repeat(length / 4)}\n`, 0],
    ['digits', `loss\n${'1'.repeat(length)}\n`, 1],
    ['colons and numbers', `loss\n${'1:'.repeat(length / 2)}\n`, 0],
    ['brackets', '{"a":['.repeat(length / 6), 0],
    ['escapes', `{"a": NaN, "b": "${'\\'.repeat(length)}`, 0],
    ['an object with many names', `{${object}}\n`, mostColumns],
    ['names that are ever others', lines, mostColumns],
    ['steps that go back and forth', `step,loss\n${'9,1\n1,2\n'.repeat(length / 8)}`, length / 2],
    ['hashes', '#'.repeat(length), 0],
  ])('%s', (_, text, values) => {
    const log = readLogOf(text);
    expect(log.values).toBe(values);
    for (const run of log.runs.values()) new LogRun(log, run).takePiece({ kind: 'running' });
  });
});
