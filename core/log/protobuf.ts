/** Reads fields of protocol buffers (https://protobuf.dev/programming-guides/encoding/), without a schema. */

/** A field: a number of 64 bits as two of 32, or bytes. */
export interface Field {
  readonly number: number;
  readonly wire: number;
  /** Varints and numbers of 64 bits, as they are: signed. Of 32 bits: the bits. */
  readonly bits: bigint;
  /** Of what has a length; else empty. */
  readonly bytes: Uint8Array;
}

export const wires = { varint: 0, bits64: 1, bytes: 2, bits32: 5 } as const;

/** What is no protocol buffer. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
}

const none = new Uint8Array(0);

/** @throws {ProtobufError} where the bytes end within a field, or have none that is known. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  const reader = new Reader(bytes);
  while (!reader.isAtEnd) {
    const key = Number(reader.varint());
    const number = Math.floor(key / 8);
    const wire = key % 8;
    if (wire === wires.varint) yield { number, wire, bits: reader.varint(), bytes: none };
    else if (wire === wires.bits64) yield { number, wire, bits: reader.fixed(8), bytes: none };
    else if (wire === wires.bits32) yield { number, wire, bits: reader.fixed(4), bytes: none };
    else if (wire === wires.bytes)
      yield { number, wire, bits: 0n, bytes: reader.take(Number(reader.varint())) };
    else throw new ProtobufError(`a field of kind ${wire}`);
  }
}

/** The varints in bytes, as packed lists have them; the others where they are no varints. */
export function* varintsOf(bytes: Uint8Array): Generator<bigint> {
  const reader = new Reader(bytes);
  while (!reader.isAtEnd) yield reader.varint();
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Signed, as int64 is written. */
  varint(): bigint {
    let low = 0;
    // Most have few bytes: what fits is read without a bigint.
    for (let shift = 0; shift < 49; shift += 7) {
      const byte = this.#next();
      low += (byte & 127) * 2 ** shift;
      if (byte < 128) return BigInt(low);
    }
    let value = BigInt(low);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.#next();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, value);
    }
    throw new ProtobufError('a number of more than ten bytes');
  }

  #next(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new ProtobufError('an end within a number');
    return byte;
  }

  fixed(length: 4 | 8): bigint {
    const bytes = this.take(length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    return length === 8 ? view.getBigInt64(0, true) : BigInt(view.getUint32(0, true));
  }

  take(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.#bytes.length - this.#at))
      throw new ProtobufError('an end within bytes');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

const scratch = new DataView(new ArrayBuffer(8));

export function float32Of(bits: bigint): number {
  scratch.setBigUint64(0, bits);
  return scratch.getFloat32(4);
}

export function float64Of(bits: bigint): number {
  scratch.setBigInt64(0, bits);
  return scratch.getFloat64(0);
}
