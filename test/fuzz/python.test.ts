/** Random rules become texts that Python compiles and runs, to where the kernel goes. */
import { describe, expect, test } from 'vitest';
import { largestFuzzCases, randomFuzzCases } from '../unit/rule/fuzzCases.ts';
import { holdPython, holdTexts } from '../unit/rule/holdFuzz.ts';

/** `npm run test:fuzz` tells them; the same ones make the same rules. */
const { FUZZ_SEED = '1', FUZZ_RULES = '1000' } = process.env;

describe(`seed ${FUZZ_SEED}`, () => {
  const cases = [...randomFuzzCases(Number(FUZZ_SEED), Number(FUZZ_RULES)), ...largestFuzzCases()];

  test('rules compile to every target, in a bounded size', () => {
    expect(cases.length).toBeGreaterThan(Number(FUZZ_RULES) / 2);
    holdTexts(cases);
  });

  holdPython(cases);
});
