import { writeFileSync } from 'node:fs';
import type { DataFile } from '../peer/dataFile.ts';
import { classesOf } from './dataSets.ts';

/** The header gets as much room, a multiple of 64 bytes, as arrays at the largest offsets need. */
const arraysBegin = 256;

/** Writes what `peer/dataFile.ts` describes and reads. */
export function writeDataFile(file: string, layers: readonly number[], data: DataFile): void {
  const { rows, inputs, labels, parameters } = data;
  const offsets = {
    x: arraysBegin,
    y: arraysBegin + inputs.byteLength,
    params: arraysBegin + inputs.byteLength + labels.byteLength,
  };
  const header = new TextEncoder().encode(
    JSON.stringify({ rows, inputs: layers[0], classes: classesOf(layers), layers, offsets }),
  );
  if (header.length > arraysBegin - 4)
    throw new RangeError(`header of ${header.length} bytes — expected ${arraysBegin - 4} at most`);

  const bytes = new Uint8Array(offsets.params + parameters.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header.length, true);
  bytes.set(header, 4);
  for (const [i, value] of inputs.entries()) view.setFloat32(offsets.x + 4 * i, value, true);
  for (const [i, value] of labels.entries()) view.setInt32(offsets.y + 4 * i, value, true);
  for (const [i, value] of parameters.entries()) view.setFloat32(offsets.params + 4 * i, value, true);
  writeFileSync(file, bytes);
}
