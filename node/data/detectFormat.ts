/** Delimiter and decimal mark of a CSV file, found together in its first rows. */
import { parse } from 'csv-parse/sync';
import { DecimalUse } from '../../core/problems/data/table/decimalUse.ts';
import { MissingValues } from '../../core/problems/data/table/missing.ts';
import { looksLikeNumber } from '../../core/problems/data/table/notation.ts';
import { numberOf } from '../../core/problems/data/table/numberOf.ts';
import type { DecimalMark } from '../../core/problems/data/table/tableOptions.ts';
import { type CsvOptions, csvFormat, separatorLine } from './csvFormat.ts';

export interface Format {
  readonly delimiter: string;
  /** By the first rows: those below may tell otherwise. */
  readonly decimal: DecimalMark;
  /** Whether the first line is `sep=;` or the like. */
  readonly hasSeparatorLine: boolean;
  /** The first rows, read so, without that line. */
  readonly rows: readonly (readonly string[])[];
}

/** Rows that are looked at, a header among them, and characters of them; with long rows at least one. */
const mostRows = 1001;
const mostCharacters = 1 << 18;

/** In the order of preference. */
const delimiters = [',', ';', '\t', '|'];
const decimals = ['.', ','] as const;

interface Cell {
  readonly text: string;
  readonly isQuoted: boolean;
}

/**
 * How a CSV file is written, where the options don't say.
 * @param text The beginning of the file; its last line may be cut.
 */
export function detectFormat(text: string, options: Pick<CsvOptions, 'delimiter' | 'decimal'>): Format {
  const separator = separatorLine(text);
  const given = options.delimiter ?? separator;
  const lines = firstLines(text);
  let best:
    | { readonly delimiter: string; readonly rows: readonly Cell[][]; readonly score: number }
    | undefined;
  for (const delimiter of given === undefined ? delimiters : [given]) {
    const rows = firstRows(lines, delimiter, separator !== undefined);
    const marks = options.decimal ? [options.decimal] : decimals;
    const score = Math.max(...marks.map((decimal) => fitOf(rows, decimal)));
    if (!best || score > best.score) best = { delimiter, rows, score };
  }
  const { delimiter, rows } = best ?? { delimiter: ',', rows: [] };
  return {
    delimiter,
    decimal: options.decimal ?? likelyDecimal(rows, delimiter),
    hasSeparatorLine: separator !== undefined,
    rows: rows.map((row) => row.map((cell) => cell.text)),
  };
}

function firstLines(text: string): string {
  if (text.length <= mostCharacters) return text;
  const end = Math.max(text.lastIndexOf('\n', mostCharacters), text.lastIndexOf('\r', mostCharacters));
  return end < 0 ? text : text.slice(0, end + 1);
}

function likelyDecimal(rows: readonly Cell[][], delimiter: string): DecimalMark {
  const use = new DecimalUse();
  for (const row of rows) for (const [index, { text }] of row.entries()) use.add(text, index);
  const mark = use.decide(delimiter);
  return typeof mark === 'string' ? mark : '.';
}

/**
 * How well rows, columns and values fit a delimiter and a decimal mark: the share of rows of the most frequent length L,
 * times (L - 1) / L, times the share of values that are something known. After the consistency measure of van den Burg,
 * Nazábal, Sutton: Wrangling messy CSV files by detecting row and type patterns (2019), where a number counts as known
 * only with the decimal mark in question.
 */
function fitOf(rows: readonly Cell[][], decimal: DecimalMark): number {
  const lengths = new Map<number, number>();
  let [cells, known] = [0, 0];
  for (const row of rows) {
    lengths.set(row.length, (lengths.get(row.length) ?? 0) + 1);
    cells += row.length;
    known += row.filter((cell) => isKnown(cell, decimal)).length;
  }
  const [length, count] = [...lengths].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  return rows.length === 0 ? 0 : (count / rows.length) * ((length - 1) / length) * (known / cells);
}

const missing = new MissingValues();
/** A mark that may divide values; behind a comma or semicolon of a sentence is a space. */
const mayDivide = /[\t|]|[,;](?! )/;

function isKnown({ text, isQuoted }: Cell, decimal: DecimalMark): boolean {
  if (missing.hasText(text) || !Number.isNaN(numberOf(text, decimal))) return true;
  if (looksLikeNumber(text)) return false;
  return isQuoted || !mayDivide.test(text);
}

/**
 * Up to the first misplaced quote. With the wrong delimiter, quotes stand where they can't; with the right one, reading
 * the whole file says where that is.
 */
function firstRows(text: string, delimiter: string, skipFirst: boolean): Cell[][] {
  const rows: Cell[][] = [];
  const quoted = new Set<number>();
  try {
    parse(text, {
      ...csvFormat,
      delimiter,
      to: mostRows,
      cast(value, { quoting, index }) {
        if (quoting) quoted.add(index);
        return value;
      },
      on_record(row: string[]) {
        if (row.some((value) => value !== ''))
          rows.push(row.map((value, index) => ({ text: value, isQuoted: quoted.has(index) })));
        quoted.clear();
        return null;
      },
    });
  } catch {
    // What came before is enough.
  }
  return skipFirst ? rows.slice(1) : rows;
}
