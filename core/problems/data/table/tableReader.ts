/** From rows of text to a data set, one row at a time, so that a large table is never held as text. */
import type { Dataset } from '../dataset.ts';
import { nameOf, withoutFormulas, withoutTrailing } from './columns.ts';
import { finishTable } from './finishTable.ts';
import { quoted, TableError, UnclearDecimalError } from './tableError.ts';
import type { DecimalMark, TableOptions } from './tableOptions.ts';
import { TableRows } from './tableRows.ts';

/**
 * Reads a table whose rows come from anywhere. A column is numeric if more than half of its values are numbers, in the
 * rows that are kept. Categories become a feature each, 1 where the row has it and 0 elsewhere (one-hot), in sorted
 * order.
 */
export class TableReader {
  readonly #file: string;
  readonly #options: TableOptions;
  #rows: TableRows | undefined;

  /** @param file Name of the table in errors. */
  constructor(file: string, options: TableOptions) {
    this.#file = file;
    this.#options = options;
  }

  /**
   * The decimal mark of the values that were read so far.
   * @throws {UnclearDecimalError} if they don't tell.
   */
  findDecimal(delimiter: string): DecimalMark {
    const decimal = this.#rows?.use.decide(delimiter) ?? '.';
    if (typeof decimal === 'string') return decimal;
    const { row, text, index } = decimal;
    const column = nameOf(this.#rows?.first.fields ?? [], index, this.#rows?.used.header !== false);
    const reason = `${quoted(text)}, decimals or thousands — expected "decimal": "." or "decimal": ","`;
    throw new UnclearDecimalError(this.#file, { row, column }, reason);
  }

  /**
   * @param number Counted from 1 as spreadsheets do, for errors.
   * @throws {TableError} if the row does not fit the table.
   */
  add(values: readonly string[], number: number): void {
    const fields = withoutFormulas(values);
    // Spreadsheets write rows of delimiters below a table's end.
    if (fields.every((text) => text === '')) return;
    if (!this.#rows) {
      this.#rows = new TableRows(this.#file, this.#options, fields, number);
      return;
    }
    const { used, first } = this.#rows;
    const row = fields.length === used.count ? fields : withoutTrailing(fields, first.fields);
    if (!row) {
      const values = fields.length === 1 ? 'value' : 'values';
      const reason = `${fields.length} ${values} — expected ${used.count}, one for each column`;
      throw new TableError(this.#file, { row: number }, reason);
    }
    this.#rows.add(row, number);
  }

  /**
   * The data set of all rows, in memory that threads share.
   * @throws {TableError} if the table has too few rows or classes, too many numbers, or values that its columns can't hold.
   */
  finish(): Dataset {
    if (!this.#rows) throw new TableError(this.#file, {}, 'empty — expected rows of values');
    return finishTable(this.#rows);
  }
}
