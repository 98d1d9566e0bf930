/** How CSV files are written: what the parser is told of it, what is found out, and what the parser refuses. */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { recognizeDecimal } from '../../core/problems/data/table/numberOf.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import type { DecimalMark, TableOptions } from '../../core/problems/data/table/tableOptions.ts';

/** How a CSV file is read. */
export interface CsvOptions extends TableOptions {
  /** One character. Default: comma, semicolon, tab or bar, whichever divides the first rows most evenly. */
  readonly delimiter?: string | undefined;
  /** Default: comma where more of the first values are numbers with it and it is not the delimiter, else a point. */
  readonly decimal?: DecimalMark | undefined;
}

interface Format {
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  /** The first rows, read so. */
  readonly rows: readonly (readonly string[])[];
}

/** Characters. */
const largestRowLength = 1_000_000;

/** What the parser is told (RFC 4180); the delimiter comes on top. */
export const csvFormat = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  max_record_size: largestRowLength,
};

/** Rows that are looked at for the decimal mark and the columns, a header among them; fewer for the delimiter. */
const [manyRows, fewRows] = [1001, 20];

/**
 * How a CSV file is written, where the options don't say.
 * @param text The beginning of the file; its last line may be cut.
 */
export function detectFormat(text: string, options: Pick<CsvOptions, 'delimiter' | 'decimal'>): Format {
  const { delimiter = detectDelimiter(text) } = options;
  const rows = firstRows(text, delimiter, manyRows);
  const { decimal = delimiter === ',' ? '.' : recognizeDecimal(rows) } = options;
  return { delimiter, decimal, rows };
}

/** In the order of preference. */
const delimiters = [',', ';', '\t', '|'];

/**
 * The delimiter that divides the first rows into the same number of values, the larger that number the better.
 * Where none does, the first that is found; a comma where none is.
 */
function detectDelimiter(text: string): string {
  let best = { delimiter: ',', even: false, width: 1 };
  for (const delimiter of delimiters) {
    const widths = firstRows(text, delimiter, fewRows).map((row) => row.length);
    const width = widths[0] ?? 1;
    const even = width > 1 && widths.every((each) => each === width);
    if (Number(even) > Number(best.even) || (even === best.even && width > best.width))
      best = { delimiter, even, width };
  }
  return best.delimiter;
}

/**
 * Up to the first misplaced quote. With the wrong delimiter, quotes stand where they can't; with the right one, reading
 * the whole file says where that is.
 */
function firstRows(text: string, delimiter: string, most: number): string[][] {
  const rows: string[][] = [];
  try {
    parse(text, {
      ...csvFormat,
      delimiter,
      to: most,
      on_record(row: string[]) {
        rows.push(row);
        return null;
      },
    });
  } catch {
    // What came before is enough.
  }
  return rows;
}

/** What the parser refuses, by its codes. */
const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote that is never closed — expected " at the end of the value',
  CSV_INVALID_CLOSING_QUOTE:
    'text after a closing quote — expected a delimiter, or quotes in a value written twice',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'text after a closing quote — expected a delimiter, or quotes in a value written twice',
  CSV_INVALID_OPENING_QUOTE:
    'a quote inside a value — expected the whole value in quotes, those in it written twice',
  INVALID_OPENING_QUOTE:
    'a quote inside a value — expected the whole value in quotes, those in it written twice',
  CSV_MAX_RECORD_SIZE: 'more than a million characters in a row — expected line breaks and closed quotes',
};

/** An error of the parser as one that names file and row; other errors as they are. */
export function csvError(error: unknown, file: string, row: number): unknown {
  if (!(error instanceof CsvError)) return error;
  return new TableError(file, { row }, reasons[error.code] ?? error.message);
}
