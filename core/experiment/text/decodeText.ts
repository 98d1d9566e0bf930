/** From the bytes of an experiment file to its text, which is UTF-8; any other encoding is named. */
import { ExperimentError, tooMany } from '../errors.ts';
import { largestTextLength } from '../limits.ts';
import { placeOf } from './place.ts';

/** Bytes that a text can begin with, which say how it is encoded; the longer ones first. */
const marks: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['UTF-32 LE', [0xff, 0xfe, 0, 0]],
  ['UTF-32 BE', [0, 0, 0xfe, 0xff]],
  ['UTF-16 LE', [0xff, 0xfe]],
  ['UTF-16 BE', [0xfe, 0xff]],
];

/** @throws {ExperimentError} if the file is too large, or in another encoding. */
export function decodeText(bytes: Uint8Array): string {
  checkSize(bytes.length);
  const encoding = otherEncoding(bytes);
  if (encoding !== null) throw isNotUtf8(encoding);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    const { line, column } = placeOf(text, text.indexOf('\ufffd'));
    throw isNotUtf8(`another encoding, such as Windows-1252 or Latin-1 (line ${line}, column ${column})`);
  }
}

/** @throws {ExperimentError} if a file is too large to be read at all. */
export function checkSize(bytes: number): void {
  if (bytes > largestTextLength) throw new ExperimentError([tooMany(bytes, 'bytes', largestTextLength)]);
}

/** By its mark or, without one, by where its zeros are: JSON begins with two characters of ASCII. */
function otherEncoding(bytes: Uint8Array): string | null {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[0];
  const zeros = [...bytes.subarray(0, 4)].map((byte) => byte === 0);
  if (!zeros.includes(true)) return bytes.includes(0) ? 'binary data' : null;
  const width = zeros.filter((isZero) => isZero).length > 2 ? 'UTF-32' : 'UTF-16';
  return `${width} ${zeros[0] ? 'BE' : 'LE'}`;
}

function isNotUtf8(encoding: string): ExperimentError {
  const message = `experiment = ${encoding} — expected UTF-8: choose "Save with Encoding" in the editor`;
  return new ExperimentError([{ path: [], message }]);
}
