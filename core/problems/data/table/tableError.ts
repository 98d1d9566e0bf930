import type { ColumnReference } from './tableOptions.ts';

/** Where in a table something is wrong. */
export interface TablePlace {
  /** Counted from 1 as spreadsheets do: header and blank lines are rows, too. */
  readonly row?: number;
  /** The column's name; `#3` where the third has none. */
  readonly column?: string;
}

/** A value that its column can't hold. */
export interface ValueFault {
  readonly row: number;
  readonly column: ColumnReference;
  readonly isEmpty: boolean;
}

/** What is wrong with a table, as data: an error loses its class on the way between threads. */
export interface TableFault {
  readonly message: string;
  /** Counted from 1. */
  readonly row: number | undefined;
  /** Where one value is all that is wrong. */
  readonly value: ValueFault | undefined;
}

/** What is wrong with a table, and where: `houses.csv, row 17, column price: empty — expected a number`. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly place: TablePlace;
  /** Where the table would do without one value's column or row; undefined where something else is wrong. */
  readonly fault: ValueFault | undefined;

  constructor(file: string, place: TablePlace, reason: string, fault?: ValueFault) {
    const row = place.row === undefined ? '' : `, row ${place.row}`;
    const column = place.column === undefined ? '' : `, column ${place.column}`;
    super(`${file}${row}${column}: ${reason}`);
    this.place = place;
    this.fault = fault;
  }
}

/** The value in quotes, shortened; `empty` where there is none. */
export function quoted(value: string): string {
  if (value === '') return 'empty';
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
