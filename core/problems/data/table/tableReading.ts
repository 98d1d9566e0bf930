/** How a table was read, for programs that are to read it so, too. */
import type { DecimalMark } from './tableOptions.ts';

export interface TableReading {
  readonly hasHeader: boolean;
  readonly decimal: DecimalMark;
  /** Features in the order of the table, and last the target. */
  readonly columns: readonly TableColumn[];
  /** Between values; absent where the rows came from no file. */
  readonly delimiter?: string;
  /** Whether the first line names the delimiter, and is no row. */
  readonly hasSeparatorLine?: boolean;
}

export interface TableColumn {
  /** In a row, counted from 0. */
  readonly index: number;
  readonly name: string;
  /** Its categories in their order; absent where its values are numbers. */
  readonly categories?: readonly string[];
}
