import { parse } from 'csv-parse/sync';
import { recognizeDecimal } from '../../core/problems/data/table/recognizeDecimal.ts';
import type { DecimalMark } from '../../core/problems/data/table/tableOptions.ts';
import { csvFormat } from './csvFormat.ts';
import type { CsvOptions } from './csvOptions.ts';
import { detectDelimiter } from './detectDelimiter.ts';

interface Format {
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  /** The first rows, read so. */
  readonly rows: readonly (readonly string[])[];
}

/** Rows that are looked at, a header among them. */
const most = 1001;

/**
 * How a CSV file is written, where the options don't say.
 * @param text The beginning of the file.
 */
export function detectFormat(text: string, options: Pick<CsvOptions, 'delimiter' | 'decimal'>): Format {
  const { delimiter = detectDelimiter(text) } = options;
  const rows = firstRows(text, delimiter);
  const { decimal = delimiter === ',' ? '.' : recognizeDecimal(rows) } = options;
  return { delimiter, decimal, rows };
}

/** Up to the first misplaced quote: reading the whole file says where that is. */
function firstRows(text: string, delimiter: string): string[][] {
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
