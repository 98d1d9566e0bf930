/**
 * Event files of TensorBoard, written from the definitions of their formats and not with the reader's code: records of
 * tensorflow/core/lib/io/record_writer.h with events of event.proto.
 */

/** Bit by bit, as CRC-32C is defined. */
function crc32cOf(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  }
  return ~sum >>> 0;
}

const masked = (bytes: Uint8Array): number => {
  const crc = BigInt(crc32cOf(bytes));
  return Number((((crc >> 15n) | (crc << 17n)) + 0xa282ead8n) & 0xffffffffn);
};

export const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const fixed = (size: number, write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
};

const uint32 = (value: number) => fixed(4, (view) => view.setUint32(0, value, true));
export const uint64 = (value: bigint) => fixed(8, (view) => view.setBigUint64(0, value, true));
export const float32 = (value: number) => fixed(4, (view) => view.setFloat32(0, value, true));
export const float64 = (value: number) => fixed(8, (view) => view.setFloat64(0, value, true));

export function varint(value: bigint | number): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

const key = (field: number, wire: number) => varint((field << 3) | wire);

export const message = {
  varint: (field: number, value: bigint | number) => join(key(field, 0), varint(value)),
  double: (field: number, value: number) => join(key(field, 1), float64(value)),
  float: (field: number, value: number) => join(key(field, 5), float32(value)),
  bytes: (field: number, value: Uint8Array) => join(key(field, 2), varint(value.length), value),
  text: (field: number, value: string) => message.bytes(field, new TextEncoder().encode(value)),
};

export function record(data: Uint8Array): Uint8Array {
  const length = uint64(BigInt(data.length));
  return join(length, uint32(masked(length)), data, uint32(masked(data)));
}

/** The head of a record with so much data, and its checksum. */
export function recordHead(length: bigint): Uint8Array {
  return join(uint64(length), uint32(masked(uint64(length))));
}

/** As every event file begins. */
export const fileVersion = record(join(message.double(1, 1_700_000_000), message.text(3, 'brain.Event:2')));

export const event = (step: bigint | number, wallTime: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  record(join(message.double(1, wallTime), message.varint(2, step), ...parts));

export const summary = (...values: readonly Uint8Array[]): Uint8Array =>
  message.bytes(5, join(...values.map((value) => message.bytes(1, value))));

/** As PyTorch's SummaryWriter writes a scalar. */
export const simple = (tag: string, value: number): Uint8Array =>
  join(message.text(1, tag), message.float(2, value));

const scalars = message.bytes(9, message.bytes(1, message.text(1, 'scalars')));

/** As TensorFlow 2 writes a scalar: with metadata, in a tensor. */
export const tensor = (tag: string, ...fields: readonly Uint8Array[]): Uint8Array =>
  join(message.text(1, tag), message.bytes(8, join(...fields)), scalars);

export const start = (step: number): Uint8Array => event(step, 0, message.bytes(7, message.varint(1, 1)));

/** An event with one scalar. */
export const scalar = (
  tag: string,
  step: bigint | number,
  value: number,
  wallTime = 1_700_000_000 + Number(step),
) => event(step, wallTime, summary(simple(tag, value)));
