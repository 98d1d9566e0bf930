import { parse } from 'csv-parse/sync';

/** In the order of preference. */
const candidates = [',', ';', '\t', '|'];
/** Rows that are looked at. */
const most = 20;

/**
 * The delimiter that divides the first rows into the same number of values, the larger that number the better.
 * Where none does, the first that is found; a comma where none is.
 * @param text The beginning of a CSV file; its last line may be cut.
 */
export function detectDelimiter(text: string): string {
  let best = { delimiter: candidates[0] ?? ',', even: false, width: 1 };
  for (const delimiter of candidates) {
    const widths = widthsOf(text, delimiter);
    const width = widths[0] ?? 1;
    const even = width > 1 && widths.every((each) => each === width);
    if (Number(even) > Number(best.even) || (even === best.even && width > best.width))
      best = { delimiter, even, width };
  }
  return best.delimiter;
}

/** Numbers of values in the first rows, read up to the first misplaced quote. */
function widthsOf(text: string, delimiter: string): number[] {
  const widths: number[] = [];
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: most,
      on_record(record: string[]) {
        widths.push(record.length);
        return null;
      },
    });
  } catch {
    // With the wrong delimiter, quotes stand where they can't.
  }
  return widths;
}
