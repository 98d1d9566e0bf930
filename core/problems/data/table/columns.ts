/** The columns of a table: what they are called and which of them are used. */
import { didYouMean } from '../../../rule/syntax/errors.ts';
import { numberOf } from './numberOf.ts';
import { quoted, TableError } from './tableError.ts';
import {
  type ColumnReference,
  type DecimalMark,
  largestColumnCount,
  type TableOptions,
} from './tableOptions.ts';

export interface Column {
  /** Counted from 0. */
  readonly index: number;
  /** `#3` where the third column has none. */
  readonly name: string;
  /** As options name it. */
  readonly reference: ColumnReference;
  /** Whether its values are names whatever they look like. */
  readonly categorical: boolean;
}

export interface Columns {
  readonly count: number;
  /** Whether the first row has the names. */
  readonly hasHeader: boolean;
  readonly target: Column;
  /** In the order of the table. */
  readonly features: readonly Column[];
}

/**
 * Reads the first row of a table.
 * @throws {TableError} if names repeat, a column that the options name is missing, or no feature is left.
 */
export function readColumns(
  file: string,
  firstRow: readonly string[],
  row: number,
  options: TableOptions,
): Columns {
  const count = firstRow.length;
  if (count > largestColumnCount)
    throw new TableError(file, { row }, `${count} columns — expected at most ${largestColumnCount}`);
  const { decimal = '.', target: wanted } = options;
  const hasHeader = options.header ?? (typeof wanted === 'string' || looksLikeHeader(firstRow, decimal));
  const references = firstRow.map((text, index) => (hasHeader && text.trim()) || index + 1);
  const names = references.map((each) => (typeof each === 'number' ? `#${each}` : each));
  if (hasHeader) checkNames(file, firstRow, row);

  const find = (reference: ColumnReference, field: string): number => {
    const index =
      typeof reference === 'number' ? reference - 1 : hasHeader ? names.indexOf(reference.trim()) : -1;
    if (names[index] !== undefined) return index;
    const expected = expectedColumn(reference, hasHeader ? names : undefined, count);
    throw new TableError(file, {}, `${field} = ${JSON.stringify(reference)} — expected ${expected}`);
  };
  const target = find(wanted, 'target');
  const categorical = new Set(options.categorical?.map((each) => find(each, 'categorical')));
  const ignored = new Set(options.ignore?.map((each) => find(each, 'ignore')));
  if (ignored.has(target))
    throw new TableError(
      file,
      { column: names[target] ?? '' },
      'both target and ignored — expected one of them',
    );

  const columns = names.map((name, index) => ({
    index,
    name,
    reference: references[index] ?? index + 1,
    categorical: categorical.has(index),
  }));
  const features = columns.filter(({ index }) => index !== target && !ignored.has(index));
  const targetColumn = columns[target];
  if (!targetColumn || features.length === 0)
    throw new TableError(file, { row }, 'no column to learn from — expected one besides the target');
  return { count, hasHeader, target: targetColumn, features };
}

/** Whether the first row has names, where nobody says so: it does if none of its values is a number. */
export function looksLikeHeader(firstRow: readonly string[], decimal: DecimalMark): boolean {
  return firstRow.every((text) => Number.isNaN(numberOf(text, decimal)));
}

function checkNames(file: string, names: readonly string[], row: number): void {
  const seen = new Set<string>();
  for (const name of names.map((each) => each.trim())) {
    if (name.includes('\uFFFD'))
      throw new TableError(file, { row }, `the name ${quoted(name)} — expected text in UTF-8`);
    if (name !== '' && seen.has(name))
      throw new TableError(
        file,
        { row },
        `two columns have the name ${quoted(name)} — expected different names`,
      );
    seen.add(name);
  }
}

function expectedColumn(
  reference: ColumnReference,
  names: readonly string[] | undefined,
  count: number,
): string {
  const numbers = `a column's number, 1 to ${count}`;
  if (typeof reference === 'number') return numbers;
  if (!names) return `${numbers}: the table has no header`;
  const some = names.slice(0, 10).join(', ');
  return `one of ${some}${names.length > 10 ? ' …' : ''}${didYouMean(reference, names)}`;
}
