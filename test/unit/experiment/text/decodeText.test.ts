import { expect, test } from 'vitest';
import { ExperimentError } from '../../../../core/experiment/errors.ts';
import { decodeText } from '../../../../core/experiment/text/decodeText.ts';

const text = '{ "title": "größe 🏁" }';
const utf16 = (value: string, mark: boolean) => Buffer.from(`${mark ? '\ufeff' : ''}${value}`, 'utf16le');
const utf32 = (value: string, mark: boolean) =>
  Buffer.from(
    Uint32Array.from([...`${mark ? '\ufeff' : ''}${value}`], (each) => each.codePointAt(0) ?? 0).buffer,
  );
const swapped = (bytes: Buffer, width: 2 | 4) => (width === 2 ? bytes.swap16() : bytes.swap32());

test('text in UTF-8 is read, with a mark and without', () => {
  expect(decodeText(Buffer.from(text))).toBe(text);
  expect(decodeText(Buffer.from(`\ufeff${text}`))).toBe(text);
  expect(decodeText(Buffer.from('{ "a": "\ufffd" }'))).toBe('{ "a": "\ufffd" }');
  expect(decodeText(new Uint8Array())).toBe('');
});

test.each<[string, Buffer]>([
  ['UTF-16 LE', utf16(text, true)],
  ['UTF-16 LE', utf16(text, false)],
  ['UTF-16 BE', swapped(utf16(text, true), 2)],
  ['UTF-16 BE', swapped(utf16(text, false), 2)],
  ['UTF-32 LE', utf32(text, true)],
  ['UTF-32 LE', utf32(text, false)],
  ['UTF-32 BE', swapped(utf32(text, true), 4)],
  ['UTF-32 BE', swapped(utf32(text, false), 4)],
  ['binary data', Buffer.from('{ "a": 1 }\u0000')],
  [
    'another encoding, such as Windows-1252 or Latin-1 (line 2, column 4)',
    Buffer.from('{ "title":\n"größe" }', 'latin1'),
  ],
])('%s is named', (name, bytes) => {
  const message = `experiment = ${name} — expected UTF-8: choose "Save with Encoding" in the editor`;
  expect(() => decodeText(bytes)).toThrow(new ExperimentError([{ path: [], message }]));
});

test('a file that is too large is refused by its size', () => {
  const message = 'experiment = 10,000,000 bytes — expected at most 1,000,000';
  expect(() => decodeText(new Uint8Array(1e7))).toThrow(message);
});
