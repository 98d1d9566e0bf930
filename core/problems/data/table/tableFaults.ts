/** What is wrong with the values of a table, in words that say what to do about it. */

import type { CategoryFault } from './categories.ts';
import type { FoundValue } from './columnCounts.ts';
import type { ColumnReader } from './columnReader.ts';
import type { KnownColumn } from './knownColumn.ts';
import { isBeyondLimits } from './numberOf.ts';
import { named, quoted, TableError, type ValueFault } from './tableError.ts';
import { type DecimalMark, largestCategoryCount, largestNumber, longestCategory } from './tableOptions.ts';
import type { UnitExample } from './unitUse.ts';

/** What all faults of a table need. */
export interface FaultContext {
  readonly file: string;
  readonly decimal: DecimalMark;
  readonly columns: readonly KnownColumn[];
  readonly rows: number;
  /** The number of the first row, where it may have names though it looks like a row of values. */
  readonly mayBeHeader: number | undefined;
  /** Rows with a missing value. */
  readonly incomplete: number;
  /** What a column of numbers has beside them; undefined where a text is too long. */
  straysOf(column: KnownColumn): Strays | undefined;
  /** Whether the values of a column could be names. */
  canBeNames(column: KnownColumn): boolean;
}

export interface Strays {
  /** The first different ones. */
  readonly texts: readonly string[];
  /** How many rows are left out where these are called missing values: all that have one, or lack a value, in any column. */
  readonly rows: number;
}

/** A column that has no value in any row. */
export function nothingIn(context: FaultContext, column: KnownColumn, rows: number): TableError {
  const { file } = context;
  const { name, reference, isTarget, read } = column;
  const expected = isTarget ? 'another target' : (without(context, column)[0] ?? 'values');
  const reason = `empty in all ${rows.toLocaleString('en')} rows — expected ${expected}`;
  const fault = { row: read.firstMark?.row ?? 1, column: reference, isTarget };
  return new TableError(file, { column: name }, reason, fault);
}

/** The first missing value, where none may be. */
export function missingValue(context: FaultContext, column: KnownColumn): TableError {
  const { file, columns, rows, incomplete } = context;
  const { name, reference, isTarget, isNumeric, counts, read } = column;
  const row = counts.firstMissing;
  const mark = read.firstMark?.text ?? '';
  const canSkip = rows - incomplete >= 2;
  const asName = !isNumeric && mark !== '';
  const holed = columns.filter((each) => each.counts.missing > 0);
  const names = holed.filter((each) => !each.isNumeric && each.read.firstMark?.text !== '');
  const fault: ValueFault = {
    row,
    column: reference,
    isTarget,
    ...(canSkip && { rows: { count: incomplete, of: rows } }),
    columns: { count: holed.filter((each) => !each.isTarget).length, of: columns.length - 1 },
    ...(asName && { names: names.map((each) => each.reference) }),
  };
  const advice = [
    isNumeric ? 'a number' : 'a name',
    ...(canSkip ? ['"missing": "skip"'] : without(context, column)),
    ...(asName ? ['the column in "categorical"'] : []),
  ];
  const reason = `${quoted(mark)} — expected ${advice.join(', or ')}`;
  return new TableError(file, { row, column: name }, reason, fault);
}

/** No rows are left where those with missing values are left out. */
export function nothingLeft(context: FaultContext, reason: string): TableError {
  const { file, columns } = context;
  const holed = columns.filter(({ isTarget, read }) => !isTarget && read.missing > 0);
  const worst = holed.sort((a, b) => b.read.missing - a.read.missing)[0];
  if (!worst || without(context, worst).length === 0) return new TableError(file, {}, reason);
  const { name, reference, read } = worst;
  const column = `column ${named(name)}, which lacks ${read.missing.toLocaleString('en')} values, in "ignore"`;
  const fault = { row: read.firstMark?.row ?? 1, column: reference, isTarget: false };
  return new TableError(file, {}, `${reason}, or ${column}`, fault);
}

/** The way out for a column that others can do without. */
function without({ columns }: FaultContext, { isTarget }: KnownColumn): string[] {
  return isTarget || columns.length <= 2 ? [] : ['the column in "ignore"'];
}

/** The first value that is no number in a column of numbers. */
export function strayValue(
  context: FaultContext,
  column: KnownColumn,
  { row, code }: FoundValue,
): TableError {
  const { file, decimal, rows } = context;
  const { name, reference, isTarget, read, counts } = column;
  const text = read.reader.textOf(code);
  const count = counts.texts + counts.unreadable;
  const isEncoded = !text?.includes('\uFFFD');
  const found = isEncoded && 2 * count < counts.given ? context.straysOf(column) : undefined;
  const strays = found && rows - found.rows >= 2 ? found : undefined;
  const fault: ValueFault = {
    ...{ row, column: reference, isTarget },
    columns: { count: 1, of: context.columns.length - 1 },
    ...(strays && { rows: { count: strays.rows, of: rows }, naValues: strays.texts }),
  };
  const advice = [
    isEncoded ? expectedNumber(code, read.reader, decimal) : 'text in UTF-8',
    ...(row === context.mayBeHeader ? ['"header": true'] : []),
    ...(strays ? [`"missing": "skip" with "na_values": ${JSON.stringify(strays.texts)}`] : []),
    ...(isEncoded && 5 * count >= counts.given && context.canBeNames(column) ? [asNames(column)] : []),
  ];
  if (advice.length === 1) advice.push(...without(context, column));
  const value = text === undefined ? 'a long text' : quoted(text);
  return new TableError(file, { row, column: name }, `${value} — expected ${advice.join(', or ')}`, fault);
}

function expectedNumber(code: number, reader: ColumnReader, decimal: DecimalMark): string {
  if (reader.kindOf(code) === 'text') return 'a number';
  const doubt = reader.doubtOf(code);
  if (doubt === 'minus behind' || doubt === 'brackets')
    return `a negative number written like -1234${decimal}5`;
  return isBeyondLimits(reader.textOf(code) ?? '')
    ? `a number from -${largestNumber} to ${largestNumber}`
    : `a number written like 1234${decimal}5`;
}

function asNames({ isTarget }: KnownColumn): string {
  return isTarget ? '"task": "classification"' : 'the column in "categorical"';
}

/** Numbers of a column that can't be compared. */
export function mixedUnits(
  context: FaultContext,
  column: KnownColumn,
  { value, other }: { readonly value: UnitExample; readonly other: UnitExample | undefined },
): TableError {
  const { name, reference, isTarget } = column;
  const { row, text } = value;
  const expected = other
    ? `a number like ${quoted(other.text)} in row ${other.row}`
    : 'percentages in all rows or in none';
  const advice = [expected, ...without(context, column)];
  const fault = { row, column: reference, isTarget };
  const reason = `${quoted(text)} — expected ${advice.join(', or ')}`;
  return new TableError(context.file, { row, column: name }, reason, fault);
}

/** A column of names whose values can't be categories. */
export function notCategories(
  context: FaultContext,
  column: KnownColumn,
  { kind, row, text }: CategoryFault,
): TableError {
  const { file } = context;
  const { name, reference, isTarget, looksNumeric } = column;
  const fault = { row, column: reference, isTarget };
  const instead = [
    ...(isTarget ? ['another target'] : without(context, column)),
    // A text that can't be a name is no number either.
    ...(kind === 'too many' && isTarget && looksNumeric ? ['"task": "regression"'] : []),
  ];
  if (kind === 'too many') {
    const most = largestCategoryCount;
    const what = `column ${named(name)} has more than ${most} different texts (the ${most + 1}st in row ${row})`;
    const expected = instead.length > 0 ? instead.join(', or ') : 'fewer';
    return new TableError(file, {}, `${what} — too many to be categories; expected ${expected}`, fault);
  }
  const value = kind === 'encoding' ? quoted(text) : `a text of more than ${longestCategory} characters`;
  const expected = [kind === 'encoding' ? 'text in UTF-8' : 'a name', ...instead].join(', or ');
  return new TableError(file, { row, column: name }, `${value} — expected ${expected}`, fault);
}
