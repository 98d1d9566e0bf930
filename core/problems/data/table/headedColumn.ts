/** A column that is used, and what stands above it in the first row. */
import type { ColumnCounts } from './columnCounts.ts';
import type { ColumnReader } from './columnReader.ts';

export interface HeadedColumn {
  /** Without spaces at its ends. */
  readonly head: string;
  /** Where the column's value is in a row of numbers. */
  readonly place: number;
  readonly reader: ColumnReader;
  /** Of the rows below. */
  readonly counts: ColumnCounts;
  /** Whether a value below has a unit. */
  readonly hasUnits: boolean;
}

/** Whether the head is a value of its column, too. */
export function recurs({ head, reader }: HeadedColumn): boolean {
  return reader.has(head);
}

/** The column's number in a row; NaN where it has none. */
export function numberIn(row: Float64Array, { place, reader }: HeadedColumn): number {
  const code = row[place] ?? Number.NaN;
  return reader.kindOf(code) === 'number' ? reader.numberOf(code) : Number.NaN;
}

/** Whole numbers among the values below. */
export function wholeNumbersIn({ counts, reader }: HeadedColumn): number {
  return Math.max(0, counts.numbers - reader.withDecimals);
}
