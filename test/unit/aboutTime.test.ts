import { expect, test } from 'vitest';
import { aboutTime } from '../../core/aboutTime.ts';

test.each([
  [0, 'a few seconds'],
  [7.4, 'a few seconds'],
  [7.5, 'about 10 s'],
  [42, 'about 40 s'],
  [54.9, 'about 55 s'],
  [55, 'about 1 min'],
  [89, 'about 1 min'],
  [91, 'about 2 min'],
  [9.4 * 60, 'about 9 min'],
  [9.6 * 60, 'about 10 min'],
  [33 * 60, 'about 35 min'],
  [57.4 * 60, 'about 55 min'],
  [58 * 60, 'about 1 h'],
  [80 * 60, 'about 1.5 h'],
  [47 * 3600, 'about 47 h'],
  [48 * 3600, 'about 2 days'],
  [1e9, 'about 11,574 days'],
])('%d s is %s', (seconds, words) => {
  expect(aboutTime(seconds)).toBe(words);
});
