/**
 * KaTeX's style sheet names twenty fonts in three formats each. The formulas of rules have letters, Greek ones and symbols of
 * the usual kind, and brackets of all sizes: these six, in the format that every page of VS Code reads.
 */
import { readFile } from 'node:fs/promises';

const needed = [
  'Main-Regular',
  'Math-Italic',
  'Size1-Regular',
  'Size2-Regular',
  'Size3-Regular',
  'Size4-Regular',
];

/** @param {string} css */
export function withNeededFonts(css) {
  return css.replaceAll(/@font-face\{[^}]*\}/g, (face) => {
    const [url] = /url\(fonts\/KaTeX_[\w-]+\.woff2\)/.exec(face) ?? [];
    if (!url || !needed.some((name) => url.includes(`KaTeX_${name}.`))) return '';
    return face.replace(/src:[^;}]*/, `src:${url} format("woff2")`);
  });
}

/** @type {import('esbuild').Plugin} */
export const katexFonts = {
  name: 'katex fonts',
  setup({ onLoad }) {
    onLoad({ filter: /katex\.min\.css$/ }, async ({ path }) => ({
      contents: withNeededFonts(await readFile(path, 'utf8')),
      loader: 'css',
    }));
  },
};
