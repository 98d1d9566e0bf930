/** Whether the first row of a table has names, where nobody says so. */
import { type HeadedColumn, numberIn, recurs } from './headedColumn.ts';
import { type HeadNumber, readHeadNumber, weightOfNumbers } from './headNumbers.ts';
import { weightOfTexts } from './headTexts.ts';
import { MissingValues } from './missing.ts';
import type { DecimalMark } from './tableOptions.ts';

/** What a first row is compared with. */
export interface Below {
  readonly decimal: DecimalMark;
  readonly columns: readonly HeadedColumn[];
  /** The rows below, as often as they are asked for. */
  readonly rows: () => Iterable<Float64Array>;
}

const missing = new MissingValues();

/** In bits. */
const weights = {
  /** That names are numbers is rare. */
  prior: -4,
  /** No name above a column that counts the rows, and the most where it holds something else. */
  ...{ aboveCount: 8, mostAboveOthers: 4 },
};

/**
 * A first row without numbers is a header, unless most of it stands again below, in columns of names. One with numbers
 * is weighed: for each sign, in bits, how much more likely it is above values than among them (Good, Probability and the
 * Weighing of Evidence, 1950). Signs that come together by chance, as columns are alike, are counted once.
 * @param first All of the first row, also what is above columns that aren't used.
 */
export function isHeader(first: readonly string[], below: Below): boolean {
  const numbers: HeadNumber[] = [];
  const texts: HeadedColumn[] = [];
  for (const column of below.columns) {
    const number = readHeadNumber(column, below.decimal);
    if (number) numbers.push(number);
    else if (!missing.hasText(column.head)) texts.push(column);
  }
  if (numbers.length === 0) return !isRepeated(texts);
  return (
    weights.prior +
      weightOfNumbers(numbers, below.rows) +
      weightOfTexts(first, texts, below.rows) +
      weightOfNameless(below) >
    0
  );
}

/** Whether at least half of the texts are values of their columns, and none stands where it can't be one. */
function isRepeated(texts: readonly HeadedColumn[]): boolean {
  if (texts.some(({ counts }) => counts.isNumeric)) return false;
  return texts.length > 0 && 2 * texts.filter(recurs).length >= texts.length;
}

/** The index of pandas and the row names of R have no name, and a value in each row. */
function weightOfNameless({ columns, rows }: Below): number {
  const [column] = columns;
  if (column?.head !== '' || column.counts.missing > 0) return 0;
  const { given } = column.counts;
  if (given < 2) return 0;
  return countsRows(column, rows())
    ? weights.aboveCount
    : Math.min(weights.mostAboveOthers, Math.log2((given + 2) / 2));
}

/** Whether the column goes up by 1 from row to row, from 0 or 1. */
function countsRows(column: HeadedColumn, rows: Iterable<Float64Array>): boolean {
  let last: number | undefined;
  for (const row of rows) {
    const number = numberIn(row, column);
    if (last === undefined ? number !== 0 && number !== 1 : number !== last + 1) return false;
    last = number;
  }
  return true;
}
