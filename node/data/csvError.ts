import { CsvError } from 'csv-parse';
import { TableError } from '../../core/problems/data/table/tableError.ts';

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
