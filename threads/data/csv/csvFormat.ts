/** How CSV files are written: what the parser is told of it, and what the parser refuses. */
import { TableError } from '../../../core/problems/data/table/tableError.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';

/** How a CSV file is read. */
export interface CsvOptions extends TableOptions {
  /** One character. Default: comma, semicolon, tab or bar, whichever fits the first rows best. */
  readonly delimiter?: string | undefined;
}

/** Characters. */
export const largestRowLength = 1_000_000;

/** What the parser is told (RFC 4180); the delimiter comes on top. */
export const csvFormat = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  max_record_size: largestRowLength,
};

interface ParseOptions {
  readonly delimiter: string;
  /** Rows after that are not read. */
  readonly to?: number;
  /** Called with each value. */
  readonly cast?: (
    value: string,
    at: { readonly quoting: boolean; readonly index: number | string },
  ) => string;
  /** Called with each row, and how much there was, this one among it. Null: it is not kept. */
  readonly on_record: (
    row: string[],
    before: { readonly records: number; readonly empty_lines: number; readonly bytes: number },
  ) => null;
}

/**
 * The parser, which Node.js and browsers have from different places: hands over the rows of a text.
 * @throws {Error} with a code, where it refuses something; what `on_record` throws.
 */
export type ParseRows = (text: string, options: typeof csvFormat & ParseOptions) => unknown;

/** A first line that tells spreadsheets the delimiter, and is no row: `sep=;`. */
export function separatorLine(beginning: string): string | undefined {
  return /^\uFEFF?"?sep=([^"\r\n])"?[^\S\t\r\n]*(?:\r\n|\r|\n)/i.exec(beginning)?.[1];
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!(code.startsWith('CSV_') || code in reasons)) return error;
  return new TableError(file, { row }, reasons[code] ?? `no CSV (${code}) — expected RFC 4180`);
}
