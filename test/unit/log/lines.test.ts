import { expect, test } from 'vitest';
import { Lines } from '../../../core/log/lines.ts';
import { bytesOf } from './logTools.ts';

function linesOf(pieces: readonly string[], longest = 10, isWhole = true) {
  const found: (readonly [string | null, number])[] = [];
  const lines = new Lines(longest, (line, number) => found.push([line, number]));
  for (const piece of pieces) lines.add(bytesOf(piece));
  if (isWhole) lines.finish();
  return { found, waiting: lines.waiting };
}

test('a line is there when its end is', () => {
  expect(linesOf(['a\r\n\nb', 'c\nd'], 10, false)).toEqual({
    found: [
      ['a', 1],
      ['', 2],
      ['bc', 3],
    ],
    waiting: 1,
  });
  expect(linesOf(['a\nd']).found).toEqual([
    ['a', 1],
    ['d', 2],
  ]);
  expect(linesOf(['a\n']).found).toEqual([['a', 1]]);
});

test('letters of several bytes may come in two pieces', () => {
  const bytes = bytesOf('é\n');
  const found: unknown[] = [];
  const lines = new Lines(10, (line) => found.push(line));
  lines.add(bytes.subarray(0, 1));
  lines.add(bytes.subarray(1));
  expect(found).toEqual(['é']);
});

test('a byte order mark is none but at the beginning', () => {
  expect(linesOf(['\uFEFFa\n\uFEFFb\n']).found).toEqual([
    ['a', 1],
    ['\uFEFFb', 2],
  ]);
});

test.each([
  [['0123456789\n01234567890\nab\n']],
  [['0123456', '789\n012345', '67890\nab\n']],
  [[...'0123456789\n01234567890\nab']],
])('a line that is too long is told as such, in whatever pieces: %j', (pieces) => {
  expect(linesOf(pieces).found).toEqual([
    ['0123456789', 1],
    [null, 2],
    ['ab', 3],
  ]);
});

test('a last line that is too long is told as such', () => {
  expect(linesOf(['01234567890']).found).toEqual([[null, 1]]);
  expect(linesOf(['0123456', '7890123']).found).toEqual([[null, 1]]);
  expect(linesOf(['0123456789']).found).toEqual([['0123456789', 1]]);
});
