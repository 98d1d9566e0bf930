/** Which encoding a file is not in: what isn't UTF-8 is refused by name, not read as something else. */

/**
 * The name of a file's encoding or format by its first bytes; undefined where they may be text in UTF-8. Latin-1 and
 * the like can't be told by their bytes from broken UTF-8: values that have such bytes are refused where they are used.
 */
export function otherEncoding(beginning: Uint8Array): string | undefined {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => beginning[index] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff)) return 'text in UTF-32';
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return 'text in UTF-16';
  if (begins(0x50, 0x4b, 3, 4)) return 'a spreadsheet or another ZIP file';
  if (begins(0x1f, 0x8b)) return 'a file compressed with gzip';
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'a file of an old Excel or Word';
  return beginning.includes(0) ? byZeros(beginning) : undefined;
}

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
