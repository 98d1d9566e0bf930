/** Random and mutilated texts, asked of everything that an editor asks: no fault, no long wait, no place outside. */
import { expect, test } from 'vitest';
import { fuzzTexts } from '../unit/rule/language/fuzzTexts.ts';
import { features, LanguageHolder } from '../unit/rule/language/holdLanguage.ts';

/** `npm run test:fuzz` tells them; the same ones make the same texts. */
const { FUZZ_SEED = '1', FUZZ_TEXTS = '100000' } = process.env;

test(`${FUZZ_TEXTS} texts of seed ${FUZZ_SEED}`, () => {
  const holder = new LanguageHolder();
  for (const { text, offset } of fuzzTexts(Number(FUZZ_SEED), Number(FUZZ_TEXTS))) holder.hold(text, offset);
  for (const feature of features) expect(holder.answers.get(feature), feature).toBeGreaterThan(0);
  expect(holder.slow).toEqual([]);
});
