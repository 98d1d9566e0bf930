/** Every feature of the language, asked of random and mutilated texts; `npm run test:fuzz` asks of many more. */
import { expect, test } from 'vitest';
import { fuzzTexts } from './fuzzTexts.ts';
import { features, LanguageHolder } from './holdLanguage.ts';

test('whatever a text is, every feature answers soon and within the text', { timeout: 240_000 }, () => {
  const holder = new LanguageHolder();
  for (const { text, offset } of fuzzTexts(1, 2400)) holder.hold(text, offset);
  for (const feature of features) expect(holder.answers.get(feature), feature).toBeGreaterThan(120);
  expect(holder.slow).toEqual([]);
});
