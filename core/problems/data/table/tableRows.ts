/** The rows of a table as numbers, before it is known what its columns hold. */
import { ColumnCounts } from './columnCounts.ts';
import { ColumnReader, type Naming } from './columnReader.ts';
import { findColumns, type UsedColumns } from './columns.ts';
import { DecimalUse } from './decimalUse.ts';
import { isHeader } from './headerRow.ts';
import { MissingValues } from './missing.ts';
import { RowStore } from './rowStore.ts';
import { TableError } from './tableError.ts';
import { type DecimalMark, largestValueCount, type TableOptions } from './tableOptions.ts';
import { type UnitExample, UnitUse } from './unitUse.ts';

/** A column that is used: its place, its values and what is known of them. */
export interface ReadColumn {
  readonly index: number;
  readonly reader: ColumnReader;
  readonly units: UnitUse;
  /** Whether options say that its values are names. */
  readonly isCategorical: boolean;
  /** Whether the first row has nothing there: a column without a name and without values is none. */
  readonly isNameless: boolean;
  /** Whether any other row has a value there. */
  isGiven: boolean;
  /** Missing values of all rows, also of those that are left out. */
  missing: number;
  /** How the first missing value is written. */
  firstMark: { readonly row: number; readonly text: string } | undefined;
}

/** Which rows are kept, and what they hold. */
export interface KeptRows {
  readonly hasHeader: boolean;
  /** For each column of `columns`. */
  readonly counts: readonly ColumnCounts[];
  readonly rows: number;
  /** Rows of these that have a missing value in a column that counts. */
  readonly incomplete: number;
  /** Rows that were left out. */
  readonly skipped: number;
}

export class TableRows {
  readonly file: string;
  readonly options: TableOptions;
  readonly used: UsedColumns;
  readonly decimal: DecimalMark;
  readonly first: { readonly fields: readonly string[]; readonly number: number };
  /** The features, and last the target. */
  readonly columns: readonly ReadColumn[];
  readonly use = new DecimalUse();
  /** A row has a value for each column and, last, its number in the file. */
  readonly #store: RowStore;
  readonly #pending: {
    readonly column: ReadColumn;
    readonly example: UnitExample;
    readonly value: number;
  }[] = [];
  #begin = 0;
  #skipped = 0;

  /** @throws {TableError} if the options don't fit the first row. */
  constructor(file: string, options: TableOptions, fields: readonly string[], number: number) {
    this.file = file;
    this.options = options;
    this.decimal = options.decimal ?? '.';
    this.first = { fields, number };
    this.used = findColumns(file, fields, number, options);
    const { header, features, target, categorical } = this.used;
    const namingOf = (index: number): Naming => {
      if (categorical.has(index)) return 'names and marks';
      return index === target && options.task === 'classification' ? 'names' : 'by values';
    };
    const context = {
      decimal: this.decimal,
      missing: new MissingValues(options.na_values, this.decimal),
      use: this.use,
    };
    this.columns = [...features, target].map((index) => ({
      index,
      reader: new ColumnReader(context, index, namingOf(index)),
      units: new UnitUse(),
      isCategorical: categorical.has(index),
      isNameless: (fields[index]?.trim() ?? '') === '',
      isGiven: false,
      missing: 0,
      firstMark: undefined,
    }));
    this.#store = new RowStore(this.columns.length + 1);
    if (header === false) this.add(fields, number);
    if (header !== undefined) return;
    this.use.beginRow(number);
    for (const { index } of this.columns) this.use.add(fields[index]?.trim() ?? '', index);
    // Its place, where it turns out to be a row like the others.
    this.#store.add();
    this.#begin = 1;
  }

  add(fields: readonly string[], number: number): void {
    const row = this.#store.add();
    const isComplete = this.#read(fields, number, row);
    const isKept = isComplete || this.options.missing !== 'skip';
    this.#settleUnits(isKept);
    if (!isKept) {
      this.#store.removeLast();
      this.#skipped++;
    }
    this.#checkSize();
  }

  /** Whether the column has neither a name nor a value. */
  isVoid({ isNameless, isGiven }: ReadColumn): boolean {
    return isNameless && !isGiven;
  }

  /** Once all rows are there: whether the first is one of them, and what is in them. */
  settle(): KeptRows {
    const counts = this.columns.map(({ reader }) => new ColumnCounts(reader));
    let [rows, incomplete] = [0, 0];
    const count = (row: Float64Array) => {
      const isComplete = this.isComplete(row);
      if (!isComplete && this.options.missing === 'skip') this.#skipped++;
      else {
        rows++;
        if (!isComplete) incomplete++;
        for (const [place, column] of counts.entries()) column.add(row[place] ?? 0, row[counts.length] ?? 0);
      }
    };
    for (const row of this.#store.from(this.#begin)) count(row);
    const hasHeader = this.used.header ?? this.#hasHeader(counts);
    if (this.#begin === 1 && !hasHeader) {
      this.#begin = 0;
      for (const row of this.#store.from(0, 1)) {
        const isComplete = this.#read(this.first.fields, this.first.number, row);
        this.#settleUnits(isComplete || this.options.missing !== 'skip');
        count(row);
      }
    }
    return { hasHeader, counts, rows, incomplete, skipped: this.#skipped };
  }

  /** The rows that are kept, from the first to the last. The rows before are let go of where `drain`. */
  *kept({ drain = false } = {}): Generator<Float64Array, void> {
    const mayBeIncomplete = this.options.missing !== 'skip';
    for (const row of drain ? this.#store.drain(this.#begin) : this.#store.from(this.#begin))
      if (mayBeIncomplete || this.isComplete(row)) yield row;
  }

  #hasHeader(ofColumns: readonly ColumnCounts[]): boolean {
    const { first, decimal } = this;
    const columns = this.columns.flatMap(({ index, reader, units }, place) => {
      const [head, counts] = [first.fields[index]?.trim() ?? '', ofColumns[place]];
      return counts ? [{ head, place, reader, counts, hasUnits: !units.isEmpty }] : [];
    });
    return isHeader(first.fields, { decimal, columns, rows: () => this.#store.from(this.#begin) });
  }

  /** Writes the values into `row`, and tells whether none is missing. */
  #read(fields: readonly string[], number: number, row: Float64Array): boolean {
    let isComplete = true;
    const { columns } = this;
    this.use.beginRow(number);
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place];
      if (!column) continue;
      const text = fields[column.index] ?? '';
      const { reader } = column;
      const code = reader.read(text);
      row[place] = code;
      if (Number.isNaN(code)) {
        column.missing++;
        if (!column.firstMark || number < column.firstMark.row)
          column.firstMark = { row: number, text: text.trim() };
        if (!this.isVoid(column)) isComplete = false;
      } else {
        column.isGiven = true;
        if (reader.unit !== undefined)
          this.#pending.push({
            column,
            example: { row: number, unit: reader.unit, text: text.trim() },
            value: reader.numberOf(code),
          });
      }
    }
    row[columns.length] = number;
    return isComplete;
  }

  /** Whether none of a row's values is missing. */
  isComplete(row: Float64Array): boolean {
    return this.columns.every((column, place) => !Number.isNaN(row[place]) || this.isVoid(column));
  }

  /** Those of the row that was read last count where it is kept. */
  #settleUnits(isKept: boolean): void {
    if (isKept) for (const { column, example, value } of this.#pending) column.units.add(example, value);
    this.#pending.length = 0;
  }

  #checkSize(): void {
    const width = this.columns.length;
    if (this.#store.rows * width <= largestValueCount) return;
    throw tooManyNumbers(this.file, this.#store.rows, width);
  }
}

export function tooManyNumbers(file: string, rows: number, width: number): TableError {
  const [all, most] = [rows, largestValueCount].map((count) => count.toLocaleString('en'));
  return new TableError(
    file,
    {},
    `${all} rows of ${width} numbers — expected at most ${most} numbers in all`,
  );
}
