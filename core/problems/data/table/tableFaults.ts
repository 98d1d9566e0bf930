/** What is wrong with the values of a table, in words that say what to do about it. */
import type { CategoryFault } from './categories.ts';
import type { FoundValue } from './columnCounts.ts';
import { kindOf } from './columnReader.ts';
import type { KnownColumn } from './knownColumn.ts';
import { isBeyondLimits } from './numberOf.ts';
import { clipped, quoted, TableError, type ValueFault } from './tableError.ts';
import { type DecimalMark, largestCategoryCount, largestNumber, longestCategory } from './tableOptions.ts';
import type { UnitExample } from './unitUse.ts';

/** What all faults of a table need. */
export interface FaultContext {
  readonly file: string;
  readonly decimal: DecimalMark;
  readonly columns: readonly KnownColumn[];
  readonly rows: number;
  /** Rows with a missing value. */
  readonly incomplete: number;
  /** The first different texts of a column of numbers, and how many rows have them; undefined where one is too long. */
  straysOf(column: KnownColumn): Strays | undefined;
  /** Whether the values of a column could be names. */
  canBeNames(column: KnownColumn): boolean;
}

export interface Strays {
  readonly texts: readonly string[];
  readonly rows: number;
}

/** A column that has no value in any row. */
export function nothingIn({ file }: FaultContext, column: KnownColumn, rows: number): TableError {
  const { name, reference, isTarget, read } = column;
  const expected = isTarget ? 'another target' : 'the column in "ignore"';
  const reason = `empty in all ${rows.toLocaleString('en')} rows — expected ${expected}`;
  const fault = { row: read.firstMark?.row ?? 1, column: reference, isEmpty: false };
  return new TableError(file, { column: name }, reason, fault);
}

/** The first missing value, where none may be. */
export function missingValue(context: FaultContext, column: KnownColumn): TableError {
  const { file, columns, rows, incomplete } = context;
  const { name, reference, isNumeric, counts, read } = column;
  const row = counts.firstMissing;
  const mark = read.firstMark?.text ?? '';
  const what = isNumeric ? 'a number' : 'a name';
  const asName = isNumeric || mark === '' ? '' : ', or the column in "categorical"';
  const holed = columns.filter((each) => each.counts.missing > 0);
  const names = holed.filter((each) => !each.isNumeric && each.read.firstMark?.text !== '');
  const fault: ValueFault = {
    row,
    column: reference,
    isEmpty: true,
    rows: { count: incomplete, of: rows },
    columns: { count: holed.filter(({ isTarget }) => !isTarget).length, of: columns.length - 1 },
    ...(asName !== '' && { names: names.map((each) => each.reference) }),
  };
  const reason = `${quoted(mark)} — expected ${what}, or "missing": "skip"${asName}`;
  return new TableError(file, { row, column: name }, reason, fault);
}

/** The first value that is no number in a column of numbers. */
export function strayValue(
  context: FaultContext,
  column: KnownColumn,
  { row, code }: FoundValue,
): TableError {
  const { file, decimal, rows } = context;
  const { name, reference, read, counts, isTarget } = column;
  const text = read.reader.textOf(code);
  const count = counts.texts + counts.unreadable;
  const isEncoded = !text?.includes('\uFFFD');
  const strays = isEncoded && 2 * count < counts.given ? context.straysOf(column) : undefined;
  const fault: ValueFault = {
    ...{ row, column: reference, isEmpty: false },
    ...(strays && { rows: { count: strays.rows, of: rows }, naValues: strays.texts }),
  };
  const advice = [
    isEncoded ? expectedNumber(code, text ?? '', decimal) : 'text in UTF-8',
    ...(strays ? [`"missing": "skip" with "na_values": ${JSON.stringify(strays.texts)}`] : []),
    ...(isEncoded && 5 * count >= counts.given && context.canBeNames(column) ? [asNames(column)] : []),
  ];
  if (advice.length === 1 && !isTarget) advice.push('the column in "ignore"');
  const value = text === undefined ? 'a long text' : quoted(text);
  return new TableError(file, { row, column: name }, `${value} — expected ${advice.join(', or ')}`, fault);
}

function expectedNumber(code: number, text: string, decimal: DecimalMark): string {
  if (kindOf(code) === 'text') return 'a number';
  return isBeyondLimits(text)
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
  const instead = isTarget ? '' : ', or the column in "ignore"';
  const place = { row, column: name };
  const fault = { row, column: reference, isEmpty: false };
  return new TableError(context.file, place, `${quoted(text)} — expected ${expected}${instead}`, fault);
}

/** A column of names whose values can't be categories. */
export function notCategories(
  { file }: FaultContext,
  { name, reference, isTarget, looksNumeric }: KnownColumn,
  { kind, row, text }: CategoryFault,
): TableError {
  const fault = { row, column: reference, isEmpty: false };
  const regression = looksNumeric ? ', or "task": "regression"' : '';
  const instead = isTarget ? `another target${regression}` : 'the column in "ignore"';
  if (kind === 'too many') {
    const most = largestCategoryCount;
    const what = `column ${clipped(name)} has more than ${most} different texts (the ${most + 1}st in row ${row})`;
    return new TableError(file, {}, `${what} — too many to be categories; expected ${instead}`, fault);
  }
  const reasons = {
    encoding: `${quoted(text)} — expected text in UTF-8, or ${instead}`,
    'too long': `a text of more than ${longestCategory} characters — expected a name, or ${instead}`,
  };
  return new TableError(file, { row, column: name }, reasons[kind], fault);
}
