/** What a person says about a table of text. */

/** A column by its name or, counted from 1, by its place. */
export type ColumnReference = string | number;

/** What stands before the decimals of a number. */
export type DecimalMark = '.' | ',';

export interface TableOptions {
  /** The column to predict. */
  readonly target: ColumnReference;
  /** Whether the first row has names. Default: if a column is given by name, or the first row is unlike the others. */
  readonly header?: boolean | undefined;
  /** Default: a point. */
  readonly decimal?: DecimalMark | undefined;
  /** Columns whose values are names, even where they look like numbers. Default: those with mostly other text. */
  readonly categorical?: readonly ColumnReference[] | undefined;
  /** Columns to leave out. */
  readonly ignore?: readonly ColumnReference[] | undefined;
  /** Whether rows with a missing value, outside of ignored columns, are a fault or left out. Default: refuse. */
  readonly missing?: 'refuse' | 'skip' | undefined;
  /** Values that are missing ones, beside the empty one and the usual marks. */
  readonly na_values?: readonly (string | number)[] | undefined;
  /** Default: regression where the target is numeric, classification where it is not. */
  readonly task?: 'classification' | 'regression' | undefined;
}

/** More columns than this, or features made of them, are a mistake such as a table lying on its side. */
export const largestColumnCount = 4096;

/** A column of more different values than this is a text or a number, not a category. */
export const largestCategoryCount = 100;

/** Characters. What is longer is a text, not a category. */
export const longestCategory = 1000;

/** Numbers in all, 400 MB of them. */
export const largestValueCount = 50_000_000;

/** Numbers beyond ± this are refused: their squares would leave little room. */
export const largestNumber = 1e100;
