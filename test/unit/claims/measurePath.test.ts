import { expect, test } from 'vitest';
import { measurePath } from '../../../core/claims/measurePath.ts';

test.each([
  ['coordinate', [1, 4, 2], 2],
  ['mean-step', [1, 4, 2], 2.5],
  ['last-step', [1, 4, 2], 2],
  ['sign-changes', [1, -1, -2, 3], 2],
  // A path that comes to rest at 0, or starts there, has changed no sign.
  ['sign-changes', [0, -1, 1, 0, -1], 1],
  ['coordinate', [], Number.NaN],
  ['last-step', [1], Number.NaN],
  ['mean-step', [1], Number.NaN],
  ['final', [1, 4, 2], Number.NaN],
] as const)('the %s of %j is %d', (measure, path, expected) => {
  expect(measurePath(path, measure)).toBe(expected);
});
