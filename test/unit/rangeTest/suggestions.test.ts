import { expect, test } from 'vitest';
import type { RangeCurve } from '../../../core/rangeTest/rangeCurve.ts';
import { suggestionsOf } from '../../../core/rangeTest/suggestions.ts';

function curve(smoothed: readonly number[], end: RangeCurve['end'] = null): RangeCurve {
  return { rates: smoothed.map((_, i) => 10 ** (i - 6)), losses: smoothed, smoothed, end };
}

test('valley: the middle of the fall; steepest; a tenth of the lowest', () => {
  const found = suggestionsOf(curve([10, 10, 9.9, 9, 5, 4, 3.5, 6, 20]));
  expect(found.map(({ kind }) => kind)).toEqual(['valley', 'steepest', 'tenth']);
  const [valley, steep, tenth] = found;
  // A twentieth of the fall of 6.5 is done below 9.675, after place 2; it ends at 6. It falls most around 3 and 4.
  expect(valley).toMatchObject({ lr: 1e-2, loss: 5 });
  expect(steep).toMatchObject({ lr: 1e-2, loss: 5 });
  expect(tenth?.lr).toBeCloseTo(0.1, 12);
  expect(tenth?.loss).toBe(4);
});

test('the fall begins after the last loss that is about as high as the highest before it', () => {
  const [valley] = suggestionsOf(curve([9.8, 9.6, 10, 9.7, 9.9, 9.6, 8, 6, 2, 30]));
  // Of 10 to 2 a twentieth is 0.4: place 5, with 9.6, is the last. It ends at 8.
  expect(valley).toMatchObject({ loss: 6 });
});

test('what ended early is looked at without its last five steps', () => {
  const losses = [5, 4, 3, 2, 1, 0.9, 0.95, 1, 2, 9];
  expect(suggestionsOf(curve(losses, 'rise'))[2]).toMatchObject({ loss: 2 });
  expect(suggestionsOf(curve(losses, 'not finite'))).toEqual(suggestionsOf(curve(losses, 'rise')));
  expect(suggestionsOf(curve(losses))[2]).toMatchObject({ loss: 1 });
});

test('nothing is suggested where the loss never falls, or there is too little', () => {
  expect(suggestionsOf(curve([1, 2, 3, 4, 5]))).toEqual([]);
  expect(suggestionsOf(curve([3, 2, 1, 2, 9], 'rise'))).toEqual([]);
  expect(suggestionsOf(curve([]))).toEqual([]);
  expect(suggestionsOf(curve([1, 1, 1]))).toEqual([]);
});

test('a tenth below the first rate is left out', () => {
  expect(suggestionsOf({ ...curve([3, 1, 2]), rates: [1, 2, 4] }).map(({ kind }) => kind)).toEqual([
    'valley',
    'steepest',
  ]);
});

test('the first tenth, whose means are of few losses, is not looked at', () => {
  const losses = [90, 20, ...Array.from({ length: 18 }, (_, i) => 18 - i)];
  const [valley, steep] = suggestionsOf(curve(losses));
  // From place 2 on it falls by 1 each.
  expect(steep).toMatchObject({ loss: 18 });
  expect(valley).toMatchObject({ loss: 9 });
  expect(suggestionsOf(curve([1, 20, ...losses.slice(2)]))).toHaveLength(3);
});
