/**
 * A block of a race file: a line of JSON that says how many numbers follow, the numbers as they are in memory, and a sum that
 * tells whether any of it was damaged. docs/race-files.md has it byte by byte.
 */
import * as z from 'zod';
import { crc32 } from '../crc.ts';
import { writeMeasured } from './numbers.ts';

/** A file, or a part of one, that can't be read. */
export class BlockError extends Error {
  override readonly name = 'BlockError';
}

/** A block that the file ends in the middle of. */
export class CutOffError extends BlockError {}

const align = Float64Array.BYTES_PER_ELEMENT;
/** The sum, and how many bytes it is of. */
const trailerBytes = 8;

/** @param head Its `numbers` are counted here. */
export function encodeBlock(head: object, columns: readonly Float64Array[]): Uint8Array<ArrayBuffer> {
  const numbers = columns.reduce((sum, { length }) => sum + length, 0);
  const text = new TextEncoder().encode(`${JSON.stringify({ ...head, numbers }, writeMeasured)}\n`);
  // Spaces before the line's end bring the numbers to a multiple of 8 bytes.
  const begin = Math.ceil(text.length / align) * align;
  const end = begin + align * numbers;
  const bytes = new Uint8Array(end + trailerBytes);
  bytes.fill(0x20, 0, begin);
  bytes.set(text.subarray(0, -1));
  bytes[begin - 1] = 0x0a;
  let at = begin;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += column.byteLength;
  }
  const trailer = new DataView(bytes.buffer, end);
  trailer.setUint32(0, crc32(bytes.subarray(0, end)), true);
  trailer.setUint32(4, end, true);
  return bytes;
}

export interface Block {
  readonly head: unknown;
  /** The next so many numbers, a copy of them. */
  take(count: number): Float64Array<ArrayBuffer>;
  /** @throws {BlockError} if there are numbers that were not taken. */
  expectNoMore(): void;
  /** Where the next block begins. */
  readonly end: number;
}

const countSchema = z.object({ numbers: z.int().min(0) });

/**
 * The block that begins at `begin`. Nothing is set aside for numbers that the file doesn't have, whatever is written there.
 * @throws {BlockError} if there is none, or it was damaged.
 */
export function readBlock(bytes: Uint8Array, begin: number): Block {
  const { head, end: numbersAt } = readLine(bytes, begin);
  const counted = countSchema.safeParse(head);
  if (!counted.success) throw new BlockError(`${place(begin)} does not say how many numbers follow`);
  const { numbers } = counted.data;
  const end = numbersAt + align * numbers;
  expectBytes(bytes, end + trailerBytes);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end);
  const sum = trailer.getUint32(0, true);
  const found = crc32(bytes.subarray(begin, end));
  if (found !== sum || trailer.getUint32(4, true) !== end - begin)
    throw new BlockError(
      `${place(begin)} has the check sum ${hexadecimal(found)} — expected ${hexadecimal(sum)}: bytes were damaged`,
    );
  return { head, ...numbersIn(bytes, numbersAt, end), end: end + trailerBytes };
}

/** A whole file as version 4 had it: one block without a count and a sum. */
export function readUnsummedBlock(bytes: Uint8Array): Block {
  const { head, end } = readLine(bytes, 0);
  return { head, ...numbersIn(bytes, end, bytes.length), end: bytes.length };
}

/** The line of JSON that begins at `begin`. */
export function readLine(bytes: Uint8Array, begin: number): { readonly head: unknown; readonly end: number } {
  const end = bytes.indexOf(0x0a, begin) + 1;
  if (end === 0 && begin > 0) throw new CutOffError(`${place(begin)} is cut off`);
  try {
    return { head: JSON.parse(new TextDecoder().decode(bytes.subarray(begin, end))), end };
  } catch {
    throw new BlockError(
      begin === 0
        ? 'the file does not begin with a line of JSON — expected a race'
        : `${place(begin)} is no line of JSON`,
    );
  }
}

function numbersIn(bytes: Uint8Array, begin: number, end: number): Pick<Block, 'take' | 'expectNoMore'> {
  let at = begin;
  return {
    take(count) {
      const next = at + align * count;
      if (end === bytes.length) expectBytes(bytes, next);
      if (next > end) throw unlikeCount('more', begin, end);
      // A copy also of Node's buffers, whose `slice` makes none.
      const numbers = new Float64Array(new Uint8Array(bytes.subarray(at, next)).buffer);
      at = next;
      return numbers;
    },
    expectNoMore() {
      if (at !== end) throw unlikeCount('fewer', begin, end);
    },
  };
}

function unlikeCount(which: string, begin: number, end: number): BlockError {
  return new BlockError(`the runs have ${which} numbers than follow — expected ${(end - begin) / align}`);
}

function expectBytes(bytes: Uint8Array, count: number): void {
  if (count <= bytes.length) return;
  throw new CutOffError(`the file has ${bytes.length} bytes — expected at least ${count}: it is cut off`);
}

function place(begin: number): string {
  return begin === 0 ? 'the file' : `what was added at byte ${begin}`;
}

function hexadecimal(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
