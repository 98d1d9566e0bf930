/** How many cases random tests try: all that they ask for, or the share that `npm test` sets. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

const share = Number(process.env['RANDOM_SHARE']);

const triedOf = (numRuns?: number) => {
  let tried = 0;
  fc.assert(
    fc.property(fc.integer(), () => {
      tried++;
    }),
    numRuns === undefined ? undefined : { numRuns },
  );
  return tried;
};

test('random tests try a share of the cases that they ask for, a hundred where they don’t say', () => {
  expect(share).toBeGreaterThan(0);
  expect(triedOf(33)).toBe(Math.ceil(share * 33));
  expect(triedOf()).toBe(Math.ceil(share * 100));
});
