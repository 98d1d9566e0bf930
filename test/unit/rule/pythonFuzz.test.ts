/** A small sample of what `npm run test:fuzz` makes. */
import { describe, expect, test } from 'vitest';
import { largestFuzzCases, randomFuzzCases } from './fuzzCases.ts';
import { holdPython, holdTexts } from './holdFuzz.ts';

const cases = [...randomFuzzCases(7, 20), ...largestFuzzCases()];

test('rules at random and the largest compile to every target, in a bounded size', {
  timeout: 240_000,
}, () => {
  expect(cases.length).toBeGreaterThan(20);
  holdTexts(cases);
});

describe('Python', () => {
  holdPython(cases);
});
