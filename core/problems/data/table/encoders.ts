/** From a column's texts to numbers. */
import type { Column } from './columns.ts';
import { anyNumberOf, numberOf } from './numberOf.ts';
import { quoted, TableError } from './tableError.ts';
import { type DecimalMark, largestCategoryCount, largestNumber } from './tableOptions.ts';

/** What all columns of a table share. */
export interface TableFormat {
  readonly file: string;
  readonly decimal: DecimalMark;
}

/** Reads a column's values from top to bottom, each as one number: itself, or that of its category. */
export interface Encoder {
  readonly column: Column;
  /** @throws {TableError} if the text is not what the column holds. */
  encode(text: string, row: number): number;
  /** Once all rows are read: the categories and what they are numbered; undefined where values are numbers. */
  categories(): Categories | undefined;
}

export interface Categories {
  /** Sorted: by number where all are numbers, else by UTF-16 code units. */
  readonly names: readonly string[];
  /** For each number that `encode` gave, the place of its category in `names`. */
  readonly places: Int32Array;
}

/** Columns of numbers. `advice` completes the error for other text. */
export function numberEncoder({ file, decimal }: TableFormat, column: Column, advice: string): Encoder {
  return {
    column,
    encode(text, row) {
      const number = numberOf(text, decimal);
      if (!Number.isNaN(number)) return number;
      const value = text.trim();
      throw valueError(file, column, row, value, expectedNumber(value, decimal, advice));
    },
    categories: () => undefined,
  };
}

function expectedNumber(value: string, decimal: DecimalMark, advice: string): string {
  if (value === '') return `expected a number${skipAdvice}`;
  if (/^[-+]?[\d.,\s]*[.,][\d.,\s]*\d$/.test(value)) return `expected a number written like 1234${decimal}5`;
  const beyond =
    /^[-+]?(inf(inity)?|nan)$/i.test(value) || Math.abs(anyNumberOf(value, decimal)) > largestNumber;
  return beyond
    ? `expected a number from -${largestNumber} to ${largestNumber}`
    : `expected a number${advice}`;
}

/** Columns of names, up to a limit of different ones. `advice` completes the error for more. */
export function categoryEncoder({ file, decimal }: TableFormat, column: Column, advice: string): Encoder {
  const codes = new Map<string, number>();
  return {
    column,
    encode(text, row) {
      const name = text.trim();
      const known = codes.get(name);
      if (known !== undefined) return known;
      if (name === '') throw valueError(file, column, row, name, `expected a name${skipAdvice}`);
      if (name.includes('\uFFFD')) throw valueError(file, column, row, name, 'expected text in UTF-8');
      const code = codes.size;
      if (code === largestCategoryCount) throw tooManyCategories(file, column, row, advice);
      codes.set(name, code);
      return code;
    },
    categories() {
      const names = [...codes.keys()];
      const byNumber = names.every((name) => !Number.isNaN(numberOf(name, decimal)));
      names.sort(byNumber ? (a, b) => numberOf(a, decimal) - numberOf(b, decimal) : byCodeUnits);
      const places = new Int32Array(codes.size);
      for (const [place, name] of names.entries()) places[codes.get(name) ?? 0] = place;
      return { names, places };
    },
  };
}

/** @param expected Completes "… — ". */
function valueError(file: string, column: Column, row: number, value: string, expected: string): TableError {
  const fault = { row, column: column.reference, isEmpty: value === '' };
  return new TableError(file, { row, column: column.name }, `${quoted(value)} — ${expected}`, fault);
}

function tooManyCategories(
  file: string,
  { name, reference }: Column,
  row: number,
  advice: string,
): TableError {
  const most = largestCategoryCount;
  const what = `column ${name} has more than ${most} different texts (the ${most + 1}st in row ${row})`;
  const reason = `${what} — too many to be categories; expected ${advice}`;
  return new TableError(file, {}, reason, { row, column: reference, isEmpty: false });
}

const skipAdvice = ', or "missing": "skip"';

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : 1;
}
