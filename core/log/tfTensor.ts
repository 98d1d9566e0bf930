/** The number in a tensor of rank 0, as TensorFlow 2 writes scalars (tensorflow/core/framework/tensor.proto). */
import { type Field, fieldsOf, float32Of, float64Of, varintsOf, wires } from './protobuf.ts';

/** Fields of TensorProto. */
const fields = { dtype: 1, shape: 2, content: 4 } as const;

/** For each kind of list its values, which are packed or, in old files, one by one. */
const lists: Readonly<Record<number, (field: Field) => number | undefined>> = {
  5: (field) => firstOf(field, 4, float32Of),
  6: (field) => firstOf(field, 8, float64Of),
  7: firstInteger,
  10: firstInteger,
  11: firstInteger,
  13: firstInteger,
  16: firstInteger,
  17: firstInteger,
};
const halfList = 13;

function firstInteger({ wire, bits, bytes }: Field): number | undefined {
  if (wire === wires.varint) return Number(bits);
  for (const value of varintsOf(bytes)) return Number(value);
  return undefined;
}

function firstOf({ wire, bits, bytes }: Field, size: 4 | 8, numberOf: (bits: bigint) => number) {
  if (wire !== wires.bytes) return numberOf(bits);
  if (bytes.length < size) return undefined;
  const view = viewOf(bytes);
  return size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
}

/** A kind of numbers, as `tensor_content` has them (tensorflow/core/framework/types.proto). */
interface DataType {
  readonly size: number;
  readonly read: (view: DataView) => number;
}

const half = 19;
const brainFloat = 14;

const dataTypes: Readonly<Record<number, DataType>> = {
  1: { size: 4, read: (view) => view.getFloat32(0, true) },
  2: { size: 8, read: (view) => view.getFloat64(0, true) },
  3: { size: 4, read: (view) => view.getInt32(0, true) },
  4: { size: 1, read: (view) => view.getUint8(0) },
  5: { size: 2, read: (view) => view.getInt16(0, true) },
  6: { size: 1, read: (view) => view.getInt8(0) },
  9: { size: 8, read: (view) => Number(view.getBigInt64(0, true)) },
  10: { size: 1, read: (view) => view.getUint8(0) },
  [brainFloat]: { size: 2, read: (view) => brainFloatOf(view.getUint16(0, true)) },
  17: { size: 2, read: (view) => view.getUint16(0, true) },
  [half]: { size: 2, read: (view) => halfOf(view.getUint16(0, true)) },
  22: { size: 4, read: (view) => view.getUint32(0, true) },
  23: { size: 8, read: (view) => Number(view.getBigUint64(0, true)) },
};

/**
 * @returns undefined where the tensor has more numbers than one, or none.
 * @throws {ProtobufError} where the bytes are no tensor.
 */
export function scalarOf(tensor: Uint8Array): number | undefined {
  let type = 0;
  let content: Uint8Array | undefined;
  let listed: number | undefined;
  for (const field of fieldsOf(tensor)) {
    const { number } = field;
    if (number === fields.dtype) type = Number(field.bits);
    else if (number === fields.shape) {
      if (!isScalar(field.bytes)) return undefined;
    } else if (number === fields.content) content = field.bytes;
    else {
      const value = lists[number]?.(field);
      if (value !== undefined) listed ??= value;
      if (number === halfList && value !== undefined) type ||= half;
    }
  }
  const dataType = dataTypes[type];
  if (!dataType) return undefined;
  if (content?.length === dataType.size) return dataType.read(viewOf(content));
  // Numbers that are zero may be left out.
  if (content) return undefined;
  if (type === half) return halfOf(listed ?? 0);
  return type === brainFloat ? brainFloatOf(listed ?? 0) : (listed ?? 0);
}

/** Of TensorShapeProto: no dimension, or each of size 1, as some writers have it. */
function isScalar(shape: Uint8Array): boolean {
  const dimension = 2;
  const unknownRank = 3;
  for (const { number, bytes, bits } of fieldsOf(shape)) {
    if (number === unknownRank && bits !== 0n) return false;
    if (number === dimension && sizeOf(bytes) !== 1) return false;
  }
  return true;
}

function sizeOf(dimension: Uint8Array): number {
  for (const { number, bits } of fieldsOf(dimension)) if (number === 1) return Number(bits);
  return 0;
}

/** IEEE 754 binary16. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of a number of single precision. */
function brainFloatOf(bits: number): number {
  return float32Of(BigInt((bits & 0xffff) * 65_536));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
