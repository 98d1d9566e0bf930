/** Logs that want more than there is room for, or to be more than text. */
import { describe, expect, test } from 'vitest';
import { longestName, mostColumns, mostRuns, mostValues } from '../../../core/log/logLimits.ts';
import { logName } from '../../../core/log/logName.ts';
import { TrainingLog } from '../../../core/log/trainingLog.ts';
import { numbersOf, readLogOf } from './logTools.ts';

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
  const log = new TrainingLog();
  for (let value = 0; value < mostValues; value++) log.takesOneMore(() => 'line 1');
  expect(messagesOf(log)).toEqual([]);
  expect(log.takesOneMore(() => 'line 7')).toBe(false);
  expect([log.values, messagesOf(log)]).toEqual([
    mostValues,
    ['more numbers than are read: the rest is left out; line 7'],
  ]);
});

describe('takes a time in proportion to its length', () => {
  const length = 300_000;
  test.each([
    ['quotes', '"'.repeat(length)],
    ['open quotes in many lines', 'a,"b\n'.repeat(length / 5)],
    ['a quote that is never closed', `"${'a,b\n'.repeat(length / 4)}`],
    ['spaces', `a${' '.repeat(length)}b`],
    ['commas', `${','.repeat(length)}\n${','.repeat(length)}\n`],
    ['digits', `loss\n${'1'.repeat(length)}\n`],
    ['colons and numbers', `loss\n${'1:'.repeat(length / 2)}\n`],
    ['brackets', '{"a":['.repeat(length / 6)],
    ['escapes', `{"a": NaN, "b": "${'\\'.repeat(length)}`],
    [
      'an object with a name for each number',
      `{${Array.from({ length: length / 10 }, (_, i) => `"${i}": 1`).join()}}\n`,
    ],
    ['names that are ever others', Array.from({ length: length / 20 }, (_, i) => `{"n${i}": 1}\n`).join('')],
    ['steps that go back and forth', `step,loss\n${'9,1\n1,2\n'.repeat(length / 8)}`],
    ['hashes', '#'.repeat(length)],
  ])('%s', (_, text) => {
    const begin = performance.now();
    numbersOf(readLogOf(text));
    // Any square of the length would take minutes.
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
