import { expect, test } from 'vitest';
import { TimeLeft } from '../../../extension/status/timeLeft.ts';

let time = 0;
const begin = (share = 0) => new TimeLeft(share, () => time);

test('goes by what was done so far', () => {
  const left = begin();
  time += 10_000;
  left.update(0.25, true);
  expect(left.seconds).toBeCloseTo(30, 9);
  time += 10_000;
  left.update(0.75, true);
  expect(left.seconds).toBeCloseTo(20 / 3, 9);
});

test('is not known before something is done', () => {
  const left = begin();
  time += 10_000;
  left.update(0.004, true);
  expect(left.seconds).toBeNull();
});

test('leaves out what was done before it was looked at, and pauses', () => {
  const left = begin(0.5);
  time += 10_000;
  left.update(0.6, true);
  expect(left.seconds).toBeCloseTo(40, 9);
  time += 1_000_000;
  left.update(0.6, false);
  expect(left.seconds).toBeCloseTo(40, 9);
});
