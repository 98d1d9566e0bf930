/**
 * The length of a JSON header (u32), the header, and arrays at the offsets that it names, all little-endian: inputs
 * (f32, rows × features), classes (i32, one a row), first parameters (f32, W1 row by row, b1, W2 …).
 */
import { readFileSync } from 'node:fs';

interface Header {
  readonly rows: number;
  readonly inputs: number;
  readonly layers: readonly number[];
  readonly offsets: { readonly x: number; readonly y: number; readonly params: number };
}

export interface DataFile {
  readonly rows: number;
  readonly inputs: Float32Array;
  readonly labels: Int32Array;
  readonly parameters: Float32Array;
}

export function readDataFile(path: string): DataFile {
  const bytes = readFileSync(path);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const headerLength = new DataView(buffer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, headerLength));
  const { rows, inputs, layers, offsets }: Header = JSON.parse(text);
  const parameters = layers
    .slice(1)
    .reduce((sum, width, depth) => sum + ((layers[depth] ?? 0) + 1) * width, 0);
  return {
    rows,
    inputs: new Float32Array(buffer, offsets.x, rows * inputs),
    labels: new Int32Array(buffer, offsets.y, rows),
    parameters: new Float32Array(buffer, offsets.params, parameters),
  };
}
