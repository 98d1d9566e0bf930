/**
 * Records of TensorFlow's files: length (uint64), its masked CRC-32C, the data, its masked CRC-32C, all little-endian
 * (tensorflow/core/lib/io/record_writer.h).
 */
import { crc32c } from '../crc.ts';

/** Bytes of a length and its checksum. */
export const headLength = 12;
const tailLength = 4;
const maskDelta = 0xa282ead8;

/** As it is stored, since the CRC of a string that contains CRCs tells little: rotated by 15 bits, and a constant added. */
function maskedCrc(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + maskDelta) >>> 0;
}

/** Whether bytes begin with a length and its checksum. */
export function isRecordHead(bytes: Uint8Array): boolean {
  return bytes.length >= headLength && maskedCrc(bytes.subarray(0, 8)) === view(bytes).getUint32(8, true);
}

/** What is said of records, each with the byte of the file in which it begins. */
export interface OnRecord {
  readonly data: (data: Uint8Array, byte: number) => void;
  /** Its data is another than was written; the next record can be found. */
  readonly damaged: (byte: number) => void;
  /** It is longer than what is read; the next record can be found. */
  readonly long: (byte: number) => void;
  /** Its length is another than was written: where the next record begins is not known. */
  readonly lost: (byte: number) => void;
}

export class TfRecords {
  readonly #longest: number;
  readonly #on: OnRecord;
  /** Bytes that wait for the rest of their record, `#from` on; of a record that is left out, none. */
  #bytes = new Uint8Array(0);
  #from = 0;
  #end = 0;
  /** The byte of the file at `#from`. */
  #byte = 0;
  /** Bytes that are left out before the next record. */
  #skipping = 0;
  #isLost = false;

  /** @param longest Bytes of a record's data. */
  constructor(longest: number, on: OnRecord) {
    this.#longest = longest;
    this.#on = on;
  }

  get waiting(): number {
    return this.#end - this.#from;
  }

  add(bytes: Uint8Array): void {
    if (this.#isLost) return;
    const skipped = Math.min(this.#skipping, bytes.length);
    this.#skipping -= skipped;
    this.#byte += skipped;
    if (skipped < bytes.length) this.#keep(bytes.subarray(skipped));
    while (!this.#isLost && this.#takeOne());
  }

  #keep(bytes: Uint8Array): void {
    const waiting = this.waiting;
    if (this.#end + bytes.length > this.#bytes.length) {
      const room = new Uint8Array(Math.max(waiting + bytes.length, Math.min(2 * waiting, 2 * this.#longest)));
      room.set(this.#bytes.subarray(this.#from, this.#end));
      this.#bytes = room;
      this.#from = 0;
      this.#end = waiting;
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** @returns false where the next record is not yet there. */
  #takeOne(): boolean {
    if (this.waiting < headLength) return false;
    const waiting = this.#bytes.subarray(this.#from, this.#end);
    if (!isRecordHead(waiting)) {
      this.#isLost = true;
      this.#on.lost(this.#byte);
      return false;
    }
    const length = Number(view(waiting).getBigUint64(0, true));
    const whole = headLength + length + tailLength;
    if (length > this.#longest) {
      this.#on.long(this.#byte);
      this.#skip(whole);
      return this.#skipping === 0;
    }
    if (waiting.length < whole) return false;
    const data = waiting.subarray(headLength, headLength + length);
    if (maskedCrc(data) === view(waiting).getUint32(whole - tailLength, true))
      this.#on.data(data, this.#byte);
    else this.#on.damaged(this.#byte);
    this.#skip(whole);
    return true;
  }

  #skip(bytes: number): void {
    const there = Math.min(bytes, this.waiting);
    this.#from += there;
    this.#byte += there;
    this.#skipping = bytes - there;
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
