/** The used columns of a table, once all of its rows are there. */
import type { ColumnCounts } from './columnCounts.ts';
import { type Column, nameColumns } from './columns.ts';
import type { KeptRows, ReadColumn, TableRows } from './tableRows.ts';

export interface KnownColumn extends Column {
  readonly isTarget: boolean;
  /** Where its value is in a row of `TableRows`. */
  readonly place: number;
  readonly read: ReadColumn;
  readonly counts: ColumnCounts;
  /** Whether most of its values are numbers. */
  readonly looksNumeric: boolean;
  /** Whether its values are read as numbers. */
  readonly isNumeric: boolean;
}

/**
 * Features in the order of the table, and last the target. A column without a name and without values is none.
 * @throws {TableError} if a name that is used repeats, or is no text in UTF-8.
 */
export function knownColumns(table: TableRows, { hasHeader, counts }: KeptRows): KnownColumn[] {
  const { file, first, options } = table;
  const known = table.columns.flatMap((read, place) => {
    const isTarget = read.index === table.used.target;
    const own = counts[place];
    if (!own || (table.isVoid(read) && !isTarget)) return [];
    const looksNumeric = own.isNumeric;
    const task = isTarget ? options.task : undefined;
    const isNumeric = task ? task === 'regression' : looksNumeric && !read.isCategorical;
    return [{ isTarget, place, read, counts: own, looksNumeric, isNumeric }];
  });
  const names = nameColumns(
    file,
    first.fields,
    first.number,
    known.map(({ read }) => read.index),
    hasHeader,
  );
  return known.flatMap((column, index) => {
    const name = names[index];
    return name ? [{ ...column, ...name }] : [];
  });
}
