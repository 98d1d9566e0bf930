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

/** Most letters, digits and delimiters have a zero byte in UTF-16, and three in UTF-32, always at the same place. */
function byZeros(bytes: Uint8Array): string {
  const zeros = [0, 0, 0, 0];
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 4] = (zeros[index % 4] ?? 0) + 1;
  const shares = zeros.map((count) => (4 * count) / bytes.length);
  const many = shares.map((share) => share > 0.7);
  const few = shares.map((share) => share < 0.05);
  const fits = (pattern: string) => [...pattern].every((each, place) => (each === '0' ? many : few)[place]);
  if (fits('x000') || fits('000x')) return 'text in UTF-32';
  return fits('x0x0') || fits('0x0x') ? 'text in UTF-16' : 'a binary file, with bytes that are zero';
}
