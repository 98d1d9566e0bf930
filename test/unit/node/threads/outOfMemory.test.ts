import { expect, test } from 'vitest';
import { failureOf } from '../../../../threads/race/outOfMemory.ts';

const withCode = (code: string) => Object.assign(new Error('ended'), { code });

test.each([
  ['an error', new Error('no data'), 'no data'],
  ['something that is no error', 'just words', 'just words'],
  ['an error with another code', withCode('ENOENT'), 'ended'],
  [
    'a range that is about something else',
    new RangeError('lr = 0 — expected more'),
    'lr = 0 — expected more',
  ],
  ['another error about arrays', new TypeError('invalid array length'), 'invalid array length'],
])('%s keeps its words', (_, error, words) => {
  expect(failureOf(error)).toBe(words);
});

test('a thread that needed too much says how much it may have, and what to try', () => {
  expect(failureOf(withCode('ERR_WORKER_OUT_OF_MEMORY'))).toBe(
    'out of memory: a thread needed more than 512 MiB for its objects; try a smaller network, smaller batches or fewer runs',
  );
});

test.each([
  () => new Float64Array(2 ** 50),
  () => new Array(-1),
  () => new ArrayBuffer(2 ** 52),
  () => new WebAssembly.Memory({ initial: 65_536 }).grow(65_536),
])('numbers that have no room say what to try: %s', (allocate) => {
  let thrown: unknown;
  try {
    allocate();
  } catch (error) {
    thrown = error;
  }
  expect(failureOf(thrown)).toMatch(/^(out of memory: .*; try a smaller network|.*grow)/i);
});
