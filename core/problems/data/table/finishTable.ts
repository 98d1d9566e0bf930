/** From all rows of a table to a data set: what its columns hold is decided, and whether they can. */

import type { Dataset } from '../dataset.ts';
import { type Categories, CategoryCollector } from './categories.ts';
import { type KnownColumn, knownColumns } from './knownColumn.ts';
import { straysOf } from './strays.ts';
import { quoted, TableError } from './tableError.ts';
import {
  type FaultContext,
  missingValue,
  mixedUnits,
  notCategories,
  nothingIn,
  nothingLeft,
  strayValue,
} from './tableFaults.ts';
import type { KeptRows, TableRows } from './tableRows.ts';
import { writeDataset } from './writeDataset.ts';

/**
 * The data set of all rows, in memory that threads share.
 * @throws {TableError} if a column holds what it can't, or there are too few rows or classes, or too many numbers.
 */
export function finishTable(table: TableRows): Dataset {
  const kept = table.settle();
  const columns = knownColumns(table, kept);
  const context: FaultContext = {
    ...{ file: table.file, decimal: table.decimal, rows: kept.rows, incomplete: kept.incomplete, columns },
    mayBeHeader: mayBeHeader(table, kept) ? table.first.number : undefined,
    straysOf: (column) => straysOf(table, column),
    canBeNames: (column) => !collect(table, column).fault,
  };
  checkRows(table, kept, context);
  const collected = columns.map((column) => ({
    column,
    collector: column.isNumeric ? undefined : collect(table, column),
  }));
  checkValues(context, collected);
  const encoded = collected.map(({ column, collector }) => ({
    column,
    categories: collector && categoriesOf(table, column, collector),
  }));
  return writeDataset(table, kept, encoded);
}

function mayBeHeader({ used, first, columns }: TableRows, { hasHeader, rows }: KeptRows): boolean {
  const names = columns.map(({ index }) => first.fields[index]?.trim());
  return used.header === undefined && !hasHeader && rows > 2 && new Set(names).size === names.length;
}

function checkRows(
  { file, options }: TableRows,
  { rows, skipped, hasHeader }: KeptRows,
  context: FaultContext,
): void {
  const empty = context.columns.find(({ read }) => !read.isGiven);
  const features = context.columns.filter(({ isTarget }) => !isTarget);
  if (rows + skipped >= 2) {
    if (empty) throw nothingIn(context, empty, rows + skipped);
    if (features.length === 0)
      throw new TableError(file, {}, 'no column to learn from — expected one besides the target');
  }
  if (rows >= 2) return;
  const header = hasHeader ? ' below the header' : '';
  const isSkipped = options.missing === 'skip' && skipped > 0;
  const complete = isSkipped ? ' without a missing value' : '';
  const reason = `${rows === 0 ? 'no rows' : 'only one row'}${header}${complete} — expected at least 2`;
  throw isSkipped ? nothingLeft(context, reason) : new TableError(file, {}, reason);
}

interface Collected {
  readonly column: KnownColumn;
  /** Of names alone. */
  readonly collector: CategoryCollector | undefined;
}

interface FoundFault {
  readonly row: number;
  readonly index: number;
  readonly error: () => TableError;
}

/** The fault that comes first in the file. */
function checkValues(context: FaultContext, columns: readonly Collected[]): void {
  const found = columns.flatMap((column) => faultsIn(context, column));
  const [first] = found.sort((a, b) => a.row - b.row || a.index - b.index);
  if (first) throw first.error();
}

function faultsIn(context: FaultContext, { column, collector }: Collected): FoundFault[] {
  const { counts, read } = column;
  const { firstOther, firstMissing } = counts;
  const found: FoundFault[] = [];
  const add = (row: number, error: () => TableError) => found.push({ row, index: read.index, error });
  if (counts.missing > 0) add(firstMissing, () => missingValue(context, column));
  if (collector) {
    const { fault } = collector;
    if (fault) add(fault.row, () => notCategories(context, column, fault));
    return found;
  }
  if (firstOther) add(firstOther.row, () => strayValue(context, column, firstOther));
  const conflict = read.units.conflict(counts.numbers - counts.zeros);
  if (conflict) add(conflict.value.row, () => mixedUnits(context, column, conflict));
  return found;
}

function categoriesOf(table: TableRows, column: KnownColumn, collector: CategoryCollector): Categories {
  const categories = collector.finish();
  const [only, second] = categories.names;
  if (!column.isTarget || second !== undefined) return categories;
  throw new TableError(
    table.file,
    { column: column.name },
    `only one class, ${quoted(only ?? '')} — expected at least 2`,
  );
}

function collect(table: TableRows, { place, read, looksNumeric }: KnownColumn): CategoryCollector {
  const collector = new CategoryCollector(read.reader, table.decimal, looksNumeric);
  for (const row of table.kept()) {
    const code = row[place] ?? Number.NaN;
    if (!Number.isNaN(code)) collector.add(code, row[table.columns.length] ?? 0);
    if (collector.fault) break;
  }
  return collector;
}
