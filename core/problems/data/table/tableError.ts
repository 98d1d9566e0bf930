import { clipped } from '../../../format.ts';
import type { ColumnReference } from './tableOptions.ts';

/** Where in a table something is wrong. */
export interface TablePlace {
  /** Counted from 1 as spreadsheets do: header and blank lines are rows, too. */
  readonly row?: number;
  /** The column's name; `#3` where the third has none. */
  readonly column?: string;
}

/** A share of all there are. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** A value that its column can't hold, and what the table loses where it is left out. */
export interface ValueFault {
  readonly row: number;
  readonly column: ColumnReference;
  /** Whether the column is what is predicted, which nothing can do without. */
  readonly isTarget: boolean;
  /** Rows that have such a value; absent where leaving rows out doesn't help. */
  readonly rows?: Share;
  /** Columns, other than the target, that have such a value. */
  readonly columns?: Share;
  /** Texts that have to be called missing values before rows that have them can be left out. */
  readonly naValues?: readonly string[];
  /** Columns of names in which marks of missing values may be names, too; absent where that doesn't help. */
  readonly names?: readonly ColumnReference[];
}

/** What is wrong with a table, as data: an error loses its class on the way between threads. */
export interface TableFault {
  readonly message: string;
  /** Counted from 1. */
  readonly row: number | undefined;
  /** Where values are all that is wrong. */
  readonly value: ValueFault | undefined;
  /** Whether a person must say which mark stands before decimals. */
  readonly unclearDecimal: boolean;
}

/** What is wrong with a table, and where: `houses.csv, row 17, column price: empty — expected a number`. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly place: TablePlace;
  /** Where the table would do without one value's column or row; undefined where something else is wrong. */
  readonly fault: ValueFault | undefined;

  constructor(file: string, place: TablePlace, reason: string, fault?: ValueFault) {
    const row = place.row === undefined ? '' : `, row ${place.row}`;
    const column = place.column === undefined ? '' : `, column ${named(place.column)}`;
    super(`${file}${row}${column}: ${reason}`);
    this.place = place;
    this.fault = fault;
  }
}

/** A number that is a different one with the other decimal mark, in a table that doesn't tell which it has. */
export class UnclearDecimalError extends TableError {}

/** A name as far as a message can hold it, on one line. */
export function named(name: string): string {
  return clipped(name.replace(/[\p{Cc}\s]+/gu, ' '));
}

/** The value in quotes, shortened; `empty` where there is none. */
export function quoted(value: string): string {
  return value === '' ? 'empty' : JSON.stringify(clipped(value));
}

/** The first ten, and how many more. */
export function listed(names: readonly string[]): string {
  const more = names.length - 10;
  const first = names.slice(0, 10).map(named).join(', ');
  return more > 0 ? `${first} and ${more.toLocaleString('en')} more` : first;
}
