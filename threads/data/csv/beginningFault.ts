/** What is wrong with the first rows of a CSV file as a whole: a delimiter that nobody named, or lines that are no rows. */
import { withoutTrailing } from '../../../core/problems/data/table/columns.ts';
import { quoted, TableError } from '../../../core/problems/data/table/tableError.ts';
import type { ColumnReference } from '../../../core/problems/data/table/tableOptions.ts';
import type { Format } from './detectFormat.ts';

/**
 * @param columns That options name.
 * @returns undefined where the first rows may well be a table.
 */
export function beginningFault(
  name: string,
  format: Format,
  text: string,
  columns: readonly ColumnReference[] = [],
): TableError | undefined {
  return (
    delimiterFault(name, format, text) ?? preambleFault(name, format, columns) ?? lengthFault(name, format)
  );
}

const usual = 'commas, semicolons, tabs or bars';
const words: Readonly<Record<string, string>> = {
  ' ': 'spaces',
  ':': 'colons',
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

function delimiterFault(name: string, { delimiter, better, rows, rowNumbers }: Format, text: string) {
  const start = text.slice(0, longestLook);
  if (better !== undefined && !(better === ' ' && severalSpaces.test(start))) {
    const divided = words[better] ?? quoted(better);
    const expected = `"delimiter": ${JSON.stringify(better)}`;
    const isUnclear = 2 * rows.filter(({ length }) => length > 1).length > rows.length;
    const reason = isUnclear
      ? `values divided by ${divided} or ${words[delimiter]} — expected ${expected}, or ${JSON.stringify(delimiter)}`
      : `values divided by ${divided} — expected ${expected}${',;\t|'.includes(better) ? '' : `, or ${usual} between values`}`;
    return new TableError(name, {}, reason);
  }
  if (better === undefined && (rows.some(({ length }) => length > 1) || !isAligned(start))) return undefined;
  const reason = `values divided by several spaces — expected one character between values: ${usual}, or a "delimiter"`;
  return new TableError(name, { row: rowNumbers[0] ?? 1 }, reason);
}

/** Where the delimiter is a space, there would be an empty value between two. */
const severalSpaces = /^ +\S|\S {2,}\S/m;

/** Whether most lines have the same number of values with spaces between them, and more than one. */
function isAligned(start: string): boolean {
  const lines = start.split(/\r\n|\r|\n/, mostLines);
  const counts = lines.map((line) => line.trim().split(/\s+/).length).filter((count) => count > 1);
  const most = mostFrequent(counts);
  return most !== undefined && 2 * most.times > lines.length && most.times > 1;
}

const longestLook = 1 << 16;
const mostLines = 100;

function mostFrequent(counts: readonly number[]) {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  const [first] = [...times].sort((a, b) => b[1] - a[1]);
  return first && { count: first[0], times: first[1] };
}

const commentMark = /^(?:#|\/\/|%|--|;|!|\*|\/\*|<!--|REM\b)/i;

/** Lines before the table: comments, titles. */
function preambleFault(name: string, { rows, rowNumbers }: Format, columns: readonly ColumnReference[]) {
  const begin = beginOfTable(rows, columns);
  if (begin < 1) return undefined;
  const [first = ''] = rows[0] ?? [];
  const what = commentMark.test(first) ? 'a comment' : 'no row of the table';
  const lines = begin === 1 ? 'this line' : `the ${begin} lines`;
  const reason = `${quoted(first)} is ${what} — expected names or values; delete ${lines} before row ${rowNumbers[begin]}`;
  return new TableError(name, { row: rowNumbers[0] ?? 1 }, reason);
}

/** How many of the first rows are none of the table; -1 where all may be none. */
function beginOfTable(rows: readonly (readonly string[])[], columns: readonly ColumnReference[]): number {
  const [first = []] = rows;
  const names = columns.filter((column) => typeof column === 'string');
  const hasNames = (row: readonly string[]) =>
    names.every((each) => row.some((text) => text.trim() === each));
  if (names.length > 0 && !hasNames(first)) {
    const at = rows.slice(0, mostBefore + 1).findIndex((row) => row.length > 1 && hasNames(row));
    if (at > 0) return at;
  }
  const most = mostFrequent(rows.slice(1).map(({ length }) => length));
  if (!most || most.count < 2 || most.times < 2 || 2 * most.times < rows.length - 1) return 0;
  const isShort =
    first.length === 1 &&
    withoutTrailing(rows.find(({ length }) => length === most.count) ?? [], first) === undefined;
  const isComment = commentMark.test(first[0] ?? '') && (first.length !== most.count || isHeaderBelow(rows));
  // As spreadsheets write a title: nothing beside it.
  const isTitle = first.filter((text) => text !== '').length === 1 && isHeaderBelow(rows);
  if (!isShort && !isComment && !isTitle) return 0;
  return rows.findIndex(
    (row, index) => index > 0 && row.length === most.count && !commentMark.test(row[0] ?? ''),
  );
}

const mostBefore = 50;

/** Whether the second row has texts alone where the third has numbers. */
function isHeaderBelow([, second = [], third = []]: readonly (readonly string[])[]): boolean {
  const isNumber = (text: string) => /^[-+]?[\d.,]+$/.test(text);
  return !second.some(isNumber) && third.some(isNumber);
}

/** Rows of one length below another of the first one: it lacks a name, or has one too many. */
function lengthFault(name: string, { rows, rowNumbers }: Format) {
  const [first = [], ...below] = rows;
  const most = mostFrequent(below.map(({ length }) => length));
  if (!most || below.length < 2 || most.times < 0.9 * below.length || first.length === most.count)
    return undefined;
  const like = below.find(({ length }) => length === most.count);
  if (!like || withoutTrailing(like, first)) return undefined;
  const values = first.length === 1 ? 'value' : 'values';
  const reason = `${first.length} ${values} where the rows below have ${most.count} — expected ${most.count}, one for each column`;
  return new TableError(name, { row: rowNumbers[0] ?? 1 }, reason);
}
