/** Race files that are changed, with a check sum that is right again. */
import { crc32 } from 'node:zlib';

const encode = (text: string) => new TextEncoder().encode(text);

/** The first block's line, and what follows it but for the sum. */
function partsOf(bytes: Uint8Array) {
  const end = bytes.indexOf(0x0a) + 1;
  return { line: new TextDecoder().decode(bytes.subarray(0, end)), numbers: bytes.subarray(end, -8) };
}

/** A block with a right sum, whatever is in it. */
export function seal(content: Uint8Array): Uint8Array {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  return Buffer.concat([content, trailer]);
}

/** The file of one block with another line. */
export function withLine(bytes: Uint8Array, change: (line: string) => string): Uint8Array {
  const { line, numbers } = partsOf(bytes);
  return seal(Buffer.concat([encode(change(line)), numbers]));
}

interface Head extends Record<string, unknown> {
  runs: { spec: object; points: unknown[] }[];
}

/** The file of one block with another head. */
export function withHead(bytes: Uint8Array, change: (head: Head) => void): Uint8Array {
  return withLine(bytes, (line) => {
    const head: Head = JSON.parse(line);
    change(head);
    return `${JSON.stringify(head)}\n`;
  });
}

/** The file as version 4 wrote it: without a count and a sum. */
export function asVersion4(bytes: Uint8Array): Uint8Array {
  const { line, numbers } = partsOf(bytes);
  const { numbers: _, ...head } = JSON.parse(line);
  const text = `${JSON.stringify({ ...head, version: 4 })}\n`;
  return Buffer.concat([encode(text.padStart(Math.ceil(text.length / 8) * 8)), numbers]);
}
