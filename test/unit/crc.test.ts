import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, crc32c } from '../../core/crc.ts';

/** The sum that gzip writes, 8 bytes before the end of its file. */
function sumOfGzip(bytes: Uint8Array): number {
  const packed = gzipSync(bytes);
  return packed.readUInt32LE(packed.length - 8);
}

test('has the check value of its standard', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

test('is the one of gzip, for any bytes of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(crc32(bytes)).toBe(sumOfGzip(bytes));
    }),
  );
});

test('is that of a part of a buffer, too', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => (7 * i) % 251);
  for (const begin of [1, 2, 3, 4, 5])
    expect(crc32(bytes.subarray(begin, 77))).toBe(sumOfGzip(bytes.slice(begin, 77)));
});

test('Castagnoli’s has the check value of its definition', () => {
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
});
