/** How well a delimiter fits the first rows of a CSV file. */
import { MissingValues } from '../../../core/problems/data/table/missing.ts';
import { looksLikeNumber } from '../../../core/problems/data/table/notation.ts';
import { numberOf } from '../../../core/problems/data/table/numberOf.ts';
import { type DecimalMark, largestColumnCount } from '../../../core/problems/data/table/tableOptions.ts';
import { csvFormat, type ParseRows } from './csvFormat.ts';

/** Rows that are looked at, a header among them. */
const mostRows = 1001;

export interface Cell {
  readonly text: string;
  readonly isQuoted: boolean;
}

export interface FirstRow {
  readonly cells: readonly Cell[];
  /** In the file, counted from 1, blank lines among them. */
  readonly number: number;
}

/**
 * How well rows, columns and values fit a delimiter and a decimal mark: the share of rows of the most frequent length L,
 * times (L - 1) / L, times the share of values that are something known. After the consistency measure of van den Burg,
 * Nazábal, Sutton: Wrangling messy CSV files by detecting row and type patterns (2019), where a number counts as known
 * only with the decimal mark in question.
 */
export function fitOf(rows: readonly FirstRow[], decimal: DecimalMark): number {
  const lengths = new Map<number, number>();
  let [cells, known] = [0, 0];
  for (const { cells: own } of rows) {
    lengths.set(own.length, (lengths.get(own.length) ?? 0) + 1);
    cells += own.length;
    known += own.filter((cell) => isKnown(cell, decimal)).length;
  }
  const [length, count] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return rows.length === 0 ? 0 : (count / rows.length) * ((length - 1) / length) * (known / cells);
}

const missing = new MissingValues();
/** A mark that may divide values; behind a comma or semicolon of a sentence is a space. */
const mayDivide = /[\t|]|[,;](?! )/;

/** Two numbers, as `5 2` in `1,5 2,5`: spaces divide what was taken for one value. */
const someNumbers = /^[-+\d.,]*\d(?: +[-+\d.,]*\d)+$/;

function isKnown({ text, isQuoted }: Cell, decimal: DecimalMark): boolean {
  if (missing.hasText(text) || !Number.isNaN(numberOf(text, decimal))) return true;
  if (looksLikeNumber(text) || someNumbers.test(text)) return false;
  return isQuoted || !mayDivide.test(text);
}

/**
 * Up to the first misplaced quote. With the wrong delimiter, quotes stand where they can't; with the right one, reading
 * the whole file says where that is. Of a table that has too many columns anyway the first row is enough.
 */
export function firstRows(
  text: string,
  delimiter: string,
  { skipFirst, parse }: { readonly skipFirst: boolean; readonly parse: ParseRows },
): FirstRow[] {
  const rows: FirstRow[] = [];
  const isWide = isTooWide(text, delimiter);
  const quoted = new Set<number>();
  const onRecord = (row: string[], { records, empty_lines }: { records: number; empty_lines: number }) => {
    if (row.some((value) => value !== ''))
      rows.push({
        cells: row.map((value, index) => ({ text: value, isQuoted: quoted.has(index) })),
        number: records + empty_lines,
      });
    quoted.clear();
    return null;
  };
  const cast = (value: string, { quoting, index }: { quoting: boolean; index: number | string }) => {
    if (quoting) quoted.add(Number(index));
    return value;
  };
  try {
    // The parser takes ten times as long where it tells which values are quoted.
    const reading = isWide ? { to: 1 } : { to: mostRows, cast };
    parse(text, { ...csvFormat, delimiter, ...reading, on_record: onRecord });
  } catch {
    // What came before is enough.
  }
  return skipFirst ? rows.slice(1) : rows;
}

/** Whether a line has more delimiters than a table has columns. */
export function isTooWide(text: string, delimiter: string): boolean {
  return text
    .split(/[\r\n]/)
    .some((line) => line.length > largestColumnCount && line.split(delimiter).length > largestColumnCount);
}
