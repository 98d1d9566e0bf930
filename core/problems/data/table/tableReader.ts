/** From rows of text to a data set, one row at a time, so that a large table is never held as text. */
import type { Dataset } from '../dataset.ts';
import { type Columns, readColumns } from './columns.ts';
import { Encoding } from './encoding.ts';
import { TableError } from './tableError.ts';
import type { TableOptions } from './tableOptions.ts';

/** The first rows, by which columns are taken as numeric or categorical. */
export const sampleSize = 100;

/**
 * Reads a table whose rows come from anywhere. A column is numeric if more than half of its first 100 values are
 * numbers. Categories become a feature each, 1 where the row has it and 0 elsewhere (one-hot), in sorted order.
 */
export class TableReader {
  readonly #file: string;
  readonly #options: TableOptions;
  #columns: Columns | undefined;
  #sample: { readonly fields: readonly string[]; readonly number: number }[] = [];
  #encoding: Encoding | undefined;

  /** @param file Name of the table in errors. */
  constructor(file: string, options: TableOptions) {
    this.#file = file;
    this.#options = options;
  }

  /**
   * @param number Counted from 1 as spreadsheets do, for errors.
   * @throws {TableError} if the row does not fit the table.
   */
  add(fields: readonly string[], number: number): void {
    if (!this.#columns) {
      this.#columns = readColumns(this.#file, fields, number, this.#options);
      if (this.#columns.hasHeader) return;
    }
    const { count } = this.#columns;
    if (fields.length !== count) {
      const values = fields.length === 1 ? 'value' : 'values';
      const reason = `${fields.length} ${values} — expected ${count}, one for each column`;
      throw new TableError(this.#file, { row: number }, reason);
    }
    if (this.#encoding) this.#encoding.add(fields, number);
    else if (this.#sample.push({ fields, number }) === sampleSize) this.#begin(this.#columns);
  }

  /**
   * The data set of all rows, in memory that threads share.
   * @throws {TableError} if the table has too few rows or classes, or too many numbers.
   */
  finish(): Dataset {
    if (!this.#columns) throw new TableError(this.#file, {}, 'empty — expected rows of values');
    const encoding = this.#encoding ?? this.#begin(this.#columns);
    if (encoding.rows < 2) {
      const header = this.#columns.hasHeader ? ' below the header' : '';
      const rows = encoding.rows === 0 ? 'no rows' : 'only one row';
      const complete = encoding.skipped > 0 ? ' without an empty value' : '';
      throw new TableError(this.#file, {}, `${rows}${header}${complete} — expected at least 2`);
    }
    return encoding.finish();
  }

  #begin(columns: Columns): Encoding {
    const sample = this.#sample.map(({ fields }) => fields);
    const encoding = new Encoding(this.#file, columns, this.#options, sample);
    this.#encoding = encoding;
    for (const { fields, number } of this.#sample) encoding.add(fields, number);
    this.#sample = [];
    return encoding;
  }
}
