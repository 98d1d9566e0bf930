import { describe, expect, test } from 'vitest';
import { otherEncoding } from '../../../../threads/data/csv/textEncoding.ts';
import { examplesOf } from '../../problems/dataStatistics.ts';
import { readText } from './csvFile.ts';

const text = 'size,price\n50,3\n60,4\n70,5\n';

/** In four bytes a character, or two. */
function encode(content: string, width: 2 | 4, endian: 'le' | 'be', withMark: boolean): Buffer {
  const characters = [...(withMark ? `\uFEFF${content}` : content)];
  const bytes = Buffer.alloc(width * characters.length);
  for (const [index, character] of characters.entries()) {
    const code = character.codePointAt(0) ?? 0;
    const at = width * index;
    if (endian === 'le') bytes.writeUIntLE(code, at, width);
    else bytes.writeUIntBE(code, at, width);
  }
  return bytes;
}

describe.each(['le', 'be'] as const)('of %s,', (endian) => {
  test.each([
    [2, 'text in UTF-16'],
    [4, 'text in UTF-32'],
  ] as const)('%d bytes a character are refused by name, with a mark and without', async (width, name) => {
    for (const withMark of [true, false])
      for (const content of [
        text,
        text.slice(0, -1),
        text.replaceAll('\n', '\r\n'),
        'größe,price\n5,3\n6,4\n',
      ])
        for (const target of [2, 'price'])
          await expect(readText(encode(content, width, endian, withMark), { target })).rejects.toThrow(
            `houses.csv: ${name} — expected text in UTF-8`,
          );
  });
});

test('lines that end in a byte instead of two are UTF-16 all the same', async () => {
  const bytes = Buffer.from(text.split('\n').flatMap((line) => [...encode(line, 2, 'le', false), 0x0a]));
  await expect(readText(bytes, { target: 2 })).rejects.toThrow(
    'houses.csv: text in UTF-16 — expected text in UTF-8',
  );
});

test.each([
  ['a spreadsheet or another ZIP file', [0x50, 0x4b, 3, 4, 20, 0, 6]],
  ['a file compressed with gzip', [0x1f, 0x8b, 8, 0, 0]],
  ['a file of an old Excel or Word', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
  ['a NumPy array', [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31, 0x15]],
  ['an SQLite database', [...Buffer.from('SQLite format 3\0')]],
  ['a PDF file', [...Buffer.from('%PDF-1.7\n1,2\n3,4\n')]],
  [
    'a binary file, with bytes that are zero',
    [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0xff, 0xd8],
  ],
])('%s is refused by name', async (name, bytes) => {
  await expect(readText(Uint8Array.from(bytes), { target: 1 })).rejects.toThrow(
    `houses.csv: ${name} — expected text in UTF-8`,
  );
});

test.each([0, 1000, 2_000_000])('a zero byte behind %d others is refused', async (before) => {
  const rows = '5,6\n'.repeat(before / 4);
  await expect(readText(`size,price\n${rows}7,8\n9,1\0\n`, { target: 'price' })).rejects.toThrow(
    /houses\.csv: (a binary file, with )?bytes that are zero — expected text in UTF-8/,
  );
});

test.each([
  ['JSON', '[{"size": 50, "price": 3}]'],
  ['JSON', '\n{ "size": 50 }\n{ "size": 60 }\n'],
  ['JSON', '[[50, 3], [60, 4]]'],
  ['HTML', '<!DOCTYPE html>\n<html><body>404, not found</body></html>'],
  ['HTML', '<table><tr><td>50</td></tr></table>'],
  ['XML', '<?xml version="1.0"?>\n<rows/>'],
  ['ARFF', '@RELATION houses\n@ATTRIBUTE size NUMERIC\n@DATA\n50,3\n'],
])('%s is refused by name: %j', async (name, content) => {
  await expect(readText(content, { target: 1 })).rejects.toThrow(
    `houses.csv, row 1: ${name} — expected rows of values`,
  );
});

test.each([
  '{x},y\n1,2\n3,4\n5,6\n',
  '<5,y\n1,2\n3,4\n5,6\n',
  '[m],y\n1,2\n3,4\n5,6\n',
  '@home,y\n1,2\n3,4\n',
])('a name that begins like another format is a name: %j', async (content) => {
  expect((await readText(content, { target: 2, header: true })).rows).toBeGreaterThan(1);
});

test('text in UTF-8 is none of these, whatever its script', () => {
  for (const each of [text, 'größe,Preis\n5,3', '東京,価格\n東,3', '\uFEFFa,b\n1,2', '🏠,b\n1,2', '', 'a'])
    expect(otherEncoding(Buffer.from(each))).toBeUndefined();
});

describe.each([
  ['Latin-1', 'latin1', 'x,gr\u00f6\u00dfe,y\n1,5,1\n2,6,2\n'],
  ['Windows-1252', 'latin1', 'x,\u0080,y\n1,\u00935\u0094,1\n2,6,2\n'],
] as const)('%s', (_, encoding, content) => {
  test('is refused where it is used', async () => {
    const bytes = Buffer.from(content, encoding);
    await expect(readText(bytes, { target: 'y' })).rejects.toThrow(
      /^houses\.csv, row 1: the name ".*" — expected text in UTF-8, or "ignore": \[2\]$/,
    );
  });

  test('is let be where it is not', async () => {
    const data = await readText(Buffer.from(content, encoding), { target: 'y', ignore: [2] });
    expect(examplesOf(data)).toEqual([[1], [2]]);
  });
});
