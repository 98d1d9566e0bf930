/**
 * Cyclic redundancy checks of 32 bits, four bytes at a time (Kounavis and Berry 2005): they tell bytes that were damaged,
 * not bytes that somebody has forged.
 */
import { once } from './once.ts';

/**
 * The check of a polynomial, its bits from the lowest power's on the left: 0xedb88320 is that of gzip and PNG (ISO 3309),
 * 0x82f63b78 Castagnoli's.
 */
function createCrc(polynomial: number): (bytes: Uint8Array) => number {
  const tables = once(() => createTables(polynomial));
  return (bytes) => {
    const [none, one, two, three] = tables();
    let sum = 0xffffffff;
    let at = 0;
    for (const end = bytes.length - (bytes.length % 4); at < end; at += 4) {
      sum ^=
        (bytes[at] ?? 0) |
        ((bytes[at + 1] ?? 0) << 8) |
        ((bytes[at + 2] ?? 0) << 16) |
        ((bytes[at + 3] ?? 0) << 24);
      sum =
        (three[sum & 255] ?? 0) ^
        (two[(sum >>> 8) & 255] ?? 0) ^
        (one[(sum >>> 16) & 255] ?? 0) ^
        (none[sum >>> 24] ?? 0);
    }
    for (; at < bytes.length; at++) sum = (none[(sum ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ (sum >>> 8);
    return ~sum >>> 0;
  };
}

type Tables = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

/** What a byte does to the sum with none, one, two and three bytes behind it. */
function createTables(polynomial: number): Tables {
  const first = new Int32Array(256).map((_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? polynomial : 0);
    return sum;
  });
  const further = (table: Int32Array) => table.map((sum) => (first[sum & 255] ?? 0) ^ (sum >>> 8));
  const second = further(first);
  const third = further(second);
  return [first, second, third, further(third)];
}

/** CRC-32 as in gzip and PNG. */
export const crc32 = createCrc(0xedb88320);

/** CRC-32C, as in TFRecord files. */
export const crc32c = createCrc(0x82f63b78);
