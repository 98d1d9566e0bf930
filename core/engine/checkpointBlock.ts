/** The checkpoint of a run as a block of a file: numbers one by one as JSON, arrays of them as they are in memory. */
import { type Block, encodeBlock, readBlock } from '../race/fileBlock.ts';
import type { RunCheckpoint } from './checkpoint.ts';

type Numbers = Float64Array | Float32Array;

/** Stands for an array, which follows behind the JSON: its precision in bits, and its length. */
interface Place {
  readonly float: 32 | 64;
  readonly length: number;
}

/** A number that JSON has no digits for. */
interface Odd {
  readonly number: 'NaN' | 'Infinity' | '-Infinity';
}

/** @param id Of the run's spec, which says what it is a checkpoint of. */
export function encodeCheckpoint(
  run: number,
  id: string,
  checkpoint: RunCheckpoint,
): Uint8Array<ArrayBuffer> {
  const columns: Float64Array[] = [];
  const packed = pack(checkpoint, columns);
  return encodeBlock({ run, id, checkpoint: packed }, columns);
}

/**
 * What `encodeCheckpoint` has encoded.
 * @param block As it was then: who has it from a file has read it with `readCheckpoints`.
 */
export function decodeCheckpoint(block: Uint8Array): RunCheckpoint {
  return unpackCheckpoint(readBlock(block, 0)) as RunCheckpoint;
}

/** What was encoded, as it is written there. */
export function unpackCheckpoint({ head, take }: Pick<Block, 'head' | 'take'>): unknown {
  return isObject(head) ? unpack(head['checkpoint'], take) : undefined;
}

/** A copy with places for arrays, which are added to the columns in the order of their places. */
function pack(value: unknown, columns: Float64Array[]): unknown {
  if (value instanceof Float64Array || value instanceof Float32Array) {
    columns.push(value instanceof Float64Array ? value : inDoubles(value));
    return { float: value instanceof Float64Array ? 64 : 32, length: value.length } satisfies Place;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
  if (Array.isArray(value)) return value.map((each) => pack(each, columns));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pack(each, columns)]));
}

function unpack(value: unknown, take: Block['take']): unknown {
  if (Array.isArray(value)) return value.map((each) => unpack(each, take));
  if (!isObject(value)) return value;
  if (isPlace(value)) return numbersAt(value, take);
  if (isOdd(value)) return Number(value.number);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each, take)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPlace(value: object): value is Place {
  if (!('float' in value && 'length' in value)) return false;
  const { float, length } = value;
  return (float === 32 || float === 64) && Number.isSafeInteger(length) && Number(length) >= 0;
}

function isOdd(value: object): value is Odd {
  return 'number' in value && typeof value.number === 'string';
}

function numbersAt({ float, length }: Place, take: Block['take']): Numbers {
  if (float === 64) return take(length);
  return new Float32Array(take(Math.ceil(length / 2)).buffer, 0, length);
}

/** The bytes of an array, filled up to whole doubles. */
function inDoubles(numbers: Float32Array): Float64Array {
  const doubles = new Float64Array(Math.ceil(numbers.length / 2));
  new Float32Array(doubles.buffer).set(numbers);
  return doubles;
}
