/** Pieces of WebAssembly's binary format (WebAssembly Core Specification 2.0, chapter 5), as plain bytes. */
export type Bytes = readonly number[];

/** A whole number >= 0 in LEB128: seven bits a byte, the lowest first. */
export function unsigned(value: number): Bytes {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...unsigned((value - low) / 128)];
}

/** A 32-bit integer in LEB128, whose last byte carries the sign. */
export function signed(value: number): Bytes {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = rest === (low < 64 ? 0 : -1);
  return isLast ? [low] : [low + 128, ...signed(rest)];
}

/** The four bytes of a number in single precision, rounded to it. */
export function float32(value: number): Bytes {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value, true);
  return [0, 1, 2, 3].map((byte) => view.getUint8(byte));
}

/** The eight bytes of a number in double precision. */
export function float64(value: number): Bytes {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return [0, 1, 2, 3, 4, 5, 6, 7].map((byte) => view.getUint8(byte));
}

/** A name of ASCII characters. */
export function ascii(text: string): Bytes {
  return [...unsigned(text.length), ...Array.from(text, (character) => character.charCodeAt(0))];
}

/** Items with their number in front. */
export function list(items: readonly Bytes[]): Bytes {
  return [...unsigned(items.length), ...items.flat()];
}

/** Content with its length in bytes in front. */
export function sized(content: Bytes): Bytes {
  return [...unsigned(content.length), ...content];
}
