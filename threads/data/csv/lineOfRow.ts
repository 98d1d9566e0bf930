const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The line, counted from 1, in which a row of a CSV file begins: later than the row where values before it have line breaks.
 * @param pieces Of the file's bytes.
 */
export async function lineOfRow(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  row: number,
): Promise<number> {
  let rowsLeft = row - 1;
  let line = 1;
  let isQuoted = false;
  let before = 0;
  for await (const piece of pieces) {
    for (const byte of piece) {
      if (rowsLeft === 0) return line;
      if (byte === quote) isQuoted = !isQuoted;
      const ends = byte === carriageReturn || (byte === lineFeed && before !== carriageReturn);
      if (ends) line++;
      if (ends && !isQuoted) rowsLeft--;
      before = byte;
    }
  }
  return line;
}
