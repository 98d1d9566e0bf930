/** Random documents with fences, line ends and edits of all kinds: read and written, every byte stays that nobody changed. */
import { expect, test } from 'vitest';
import { holdLessons } from '../unit/lesson/holdLesson.ts';

/** `npm run test:fuzz` tells them; the same ones make the same documents. */
const { FUZZ_SEED = '1', FUZZ_TEXTS = '100000' } = process.env;

test(`${FUZZ_TEXTS} lessons of seed ${FUZZ_SEED}`, () => {
  expect(holdLessons(Number(FUZZ_SEED), Number(FUZZ_TEXTS)).code).toBeGreaterThan(0);
});
