import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withNeededFonts } from '../../../scripts/tools/katexFonts.mjs';
import { inRoot } from '../../../scripts/tools/paths.mjs';

test('of KaTeX’s style sheet six fonts are left, each in one format, and every other rule', () => {
  const whole = readFileSync(inRoot('node_modules/katex/dist/katex.min.css'), 'utf8');
  const css = withNeededFonts(whole);
  expect(css.match(/url\([^)]*\)/g)).toEqual(
    ['Main-Regular', 'Math-Italic', 'Size1-Regular', 'Size2-Regular', 'Size3-Regular', 'Size4-Regular'].map(
      (name) => `url(fonts/KaTeX_${name}.woff2)`,
    ),
  );
  const rules = (text: string) => text.replaceAll(/@font-face\{[^}]*\}/g, '');
  expect(rules(css)).toBe(rules(whole));
});
