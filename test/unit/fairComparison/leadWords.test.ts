import { expect, test } from 'vitest';
import { leadWords } from '../../../core/fairComparison/leadWords.ts';

const { POSITIVE_INFINITY: infinite } = Number;
const names = ['SGD', 'Adam', 'Lion'];

test.each([
  [
    [
      [5, 4, 3],
      [2, 2, 2],
      [6, 6, 6],
    ],
    'Adam is ahead with any number of trials.',
  ],
  [
    [
      [5, 2, 1],
      [2, 2, 2],
      [6, 6, 6],
    ],
    'Adam is ahead up to 2 trials, SGD from 3 on.',
  ],
  [
    [
      [5, 1, 1],
      [2, 2, 2],
      [6, 6, 6],
    ],
    'Adam is ahead with 1 trial, SGD from 2 on.',
  ],
  [
    [
      [5, 4, 1, 1],
      [6, 2, 2, 2],
      [1, 5, 5, 0],
    ],
    'Lion is ahead with 1 trial, Adam with 2, SGD with 3, Lion from 4 on.',
  ],
  [
    [
      [5, 1, 1, 1],
      [2, 2, 2, 2],
      [9, 9, 9, 0],
    ],
    'Adam is ahead with 1 trial, SGD from 2 to 3, Lion from 4 on.',
  ],
  [
    [
      [infinite, 3],
      [infinite, 4],
      [infinite, infinite],
    ],
    'SGD is ahead with any number of trials.',
  ],
  [[[infinite], [infinite], [infinite]], ''],
  [[[], [], []], ''],
])('%j', (scores, words) => {
  expect(leadWords(names, scores)).toBe(words);
});

test('of equals the one that was ahead stays ahead', () => {
  expect(
    leadWords(
      ['SGD', 'Adam'],
      [
        [1, 1],
        [2, 1],
      ],
    ),
  ).toBe('SGD is ahead with any number of trials.');
  expect(
    leadWords(
      ['SGD', 'Adam'],
      [
        [2, 1],
        [1, 1],
      ],
    ),
  ).toBe('Adam is ahead with any number of trials.');
});
