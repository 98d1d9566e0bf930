/** Which encoding or format a file is in that is no CSV: it is refused by name, not read as something else. */

/**
 * The name of a file's encoding or format by its first bytes; undefined where they may be text in UTF-8. Latin-1 and
 * the like can't be told by their bytes from broken UTF-8: values that have such bytes are refused where they are used.
 */
export function otherEncoding(beginning: Uint8Array): string | undefined {
  const known = signatures.find(([bytes]) => bytes.every((byte, index) => beginning[index] === byte));
  if (known) return known[1];
  return beginning.includes(0) ? byZeros(beginning) : undefined;
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** The first bytes of files that are mistaken for CSV, or named so; the longer before those that they begin with. */
const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0, 0], 'text in UTF-32'],
  [[0, 0, 0xfe, 0xff], 'text in UTF-32'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
  [[0x50, 0x4b, 3, 4], 'a spreadsheet or another ZIP file'],
  [[0x1f, 0x8b], 'a file compressed with gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a file compressed with Zstandard'],
  [[0xfd, ...ascii('7zXZ')], 'a file compressed with xz'],
  [ascii('BZh'), 'a file compressed with bzip2'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a file of an old Excel or Word'],
  [[0x93, ...ascii('NUMPY')], 'a NumPy array'],
  [[0x89, ...ascii('HDF')], 'an HDF5 file'],
  [ascii('PAR1'), 'a Parquet file'],
  [ascii('ARROW1'), 'an Arrow file'],
  [ascii('SQLite format 3'), 'an SQLite database'],
  [ascii('%PDF-'), 'a PDF file'],
];

/** The name of a text's format where its first characters are those of another one than CSV. */
export function otherFormat(beginning: Uint8Array): string | undefined {
  const start = new TextDecoder().decode(beginning.subarray(0, 200)).trimStart();
  return formats.find(([pattern]) => pattern.test(start))?.[1];
}

const formats: readonly (readonly [RegExp, string])[] = [
  [/^(?:\{\s*["}]|\[\s*[[{])/, 'JSON'],
  [/^<(?:!doctype html|html|head|body|table)\b/i, 'HTML'],
  [/^<(?:\?xml|!doctype)\b/i, 'XML'],
  [/^@relation\b/i, 'ARFF'],
];

/** Most letters, digits and delimiters have one zero byte in UTF-16, and three in a row in UTF-32. */
function byZeros(bytes: Uint8Array): string {
  const runs = [0, 0, 0, 0];
  let zeros = 0;
  let run = 0;
  for (let index = 0; index <= bytes.length; index++) {
    if (bytes[index] === 0) run++;
    else {
      runs[run] = (runs[run] ?? 0) + run;
      zeros += run;
      run = 0;
    }
  }
  const isMostly = (length: number) => (runs[length] ?? 0) > 0.9 * zeros;
  const share = zeros / bytes.length;
  if (share > 0.6 && isMostly(3)) return 'text in UTF-32';
  return share > 0.25 && isMostly(1) ? 'text in UTF-16' : 'a binary file, with bytes that are zero';
}
