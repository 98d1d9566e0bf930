import { describe, expect, test } from 'vitest';
import { plain, plainLines, plainMarkdown } from '../../../extension/shown/plain.ts';
import { activeParts, hostileTexts } from './hostileTexts.ts';

describe('plain text', () => {
  test.each(hostileTexts)('nothing in %j is more than text', (text) => {
    expect(activeParts(plain(text))).toEqual([]);
    expect(plain(plain(text))).toBe(plain(text));
  });

  test.each(hostileTexts)('nothing in lines of %j is more than text', (text) => {
    const lines = plainLines(`${text}\nbelow`).split('\n');
    for (const line of lines) expect(activeParts(line)).toEqual([]);
    expect(lines.at(-1)).toBe('below');
  });

  test('lines stay lines', () => {
    expect(plainLines('It  moves.\n\t$(heart)')).toBe('It moves.\n $ (heart)');
  });

  test.each([
    ['lr[0] = 0 — expected a number above 0', 'lr[0] = 0 — expected a number above 0'],
    ['größe (m²) $5 [x] (y) 競争 🏁', 'größe (m²) $5 [x] (y) 競争 🏁'],
    ['f[0] (x)', 'f[0] (x)'],
    ['[Fix](command:x)', '[Fix] (command:x)'],
    ['$(error)', '$ (error)'],
    ['l\u200br', 'l\\u200br'],
    ['a\u202eb', 'a\\u202eb'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\uffff', '\\uffff'],
    ['\ud83d!', '\\ud83d!'],
    ['a\n\n\tb', 'a b'],
  ])('%j is shown as %j', (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  test('is bounded, also where it was made longer, and not cut through a character', () => {
    for (const text of ['a'.repeat(1e7), '\u200b'.repeat(500), '🏁'.repeat(400), `a${'🏁'.repeat(400)}`]) {
      const shown = plain(text);
      expect(shown.length).toBeLessThanOrEqual(600);
      expect(shown.endsWith('…')).toBe(true);
      expect(activeParts(shown)).toEqual([]);
    }
    expect(plain('a'.repeat(600))).toBe('a'.repeat(600));
    // Of a long text no more is looked at.
    expect(plain(`a${' '.repeat(599)}b`)).toBe('a …');
  });
});

describe('plain Markdown', () => {
  test.each([
    ...hostileTexts,
    '**a** _b_ `c` ~~d~~',
    '# a',
    '1. a',
    '- a',
    '> a',
    '&lt;b&gt;',
    'www.a.de',
    'a@b.de',
  ])('nothing in %j is syntax', (text) => {
    expect(plainMarkdown(text).replace(/&#\d+;/g, '')).toMatch(/^[\p{L}\p{N}\p{M} ]*$/u);
  });

  test('reads as the text', () => {
    const read = plainMarkdown('β₁ = 0.9 [a](b)').replace(/&#(\d+);/g, (_, code) =>
      String.fromCodePoint(Number(code)),
    );
    expect(read).toBe('β₁ = 0.9 [a] (b)');
  });
});
