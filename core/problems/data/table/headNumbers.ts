/** What the numbers of a first row tell of whether it is a header. */
import { goesOn } from './curve.ts';
import { type HeadedColumn, numberIn, wholeNumbersIn } from './headedColumn.ts';
import { looksLikeNumber } from './notation.ts';
import { numberOf, writtenNumberOf } from './numberOf.ts';
import { alikeIn, type Sequence, sequenceOf } from './sequence.ts';
import type { DecimalMark } from './tableOptions.ts';

export interface HeadNumber {
  readonly column: HeadedColumn;
  readonly value: number;
  /** Whether it is written with digits alone. */
  readonly isWhole: boolean;
  /** Whether it has a unit, and no value below has one. */
  readonly hasStrayUnit: boolean;
}

/** In bits. */
const weights = {
  /** Numbers that count, or dates: among values they would be a strange chance. */
  counting: 8,
  /** Numbers in order that are unlike those below, each in its own column. */
  orderedAndUnlike: 6,
  /** Numbers in order, of which not all are whole. */
  orderedDecimals: -4,
  /** Two of the same, which are no names for two columns. */
  repeated: -6,
  /** A number like those below: a whole one, of which all together weigh little more than one, or any other. */
  ...{ whole: -2, mostWhole: -3, decimal: -8 },
  /** A unit where no value has one. */
  strayUnit: 7,
  /** 0 and 1, as pandas counts two columns, beside what tells that they are unlike those below. */
  pair: 3,
  /** The most for whole numbers above numbers with decimals alone, and where they may be values like others. */
  ...{ mostWholeAboveDecimals: 6, mostWholeAboveCurve: 4 },
};

/** Fewer values don't tell whether they are a curve. */
const enoughForCurve = 20;

/** @returns undefined where the first row has no number there. */
export function readHeadNumber(column: HeadedColumn, decimal: DecimalMark): HeadNumber | undefined {
  const { head, hasUnits } = column;
  const value = numberOf(head, decimal);
  if (Number.isNaN(value) && !looksLikeNumber(head)) return undefined;
  const hasStrayUnit = !hasUnits && Boolean(writtenNumberOf(head, decimal)?.unit);
  return { column, value, isWhole: /^\d+$/.test(head), hasStrayUnit };
}

export function weightOfNumbers(numbers: readonly HeadNumber[], rows: () => Iterable<Float64Array>): number {
  const values = numbers.map(({ value }) => value);
  const ranges = rangesBelow(numbers, rows);
  const isUnlike = numbers.map((number, index) => isUnlikeBelow(number, ranges[index]));
  const repeated = new Set(values).size < values.length ? weights.repeated : 0;
  const sequence = sequenceOf(values);
  if (sequence && !isUsual(sequence, numbers, rows)) {
    if (sequence.kind !== 'pair') return repeated + weightOfSequence(sequence, numbers, isUnlike);
    if (!isOnCurve(numbers, rows)) return weightOfPair(numbers, ranges);
  }
  const stray = numbers.filter(({ hasStrayUnit }) => hasStrayUnit).length;
  const whole = numbers.filter(({ isWhole }, index) => isWhole && !isUnlike[index]).length;
  const other = numbers.filter(({ isWhole, hasStrayUnit }) => !isWhole && !hasStrayUnit).length;
  return (
    repeated +
    weights.strayUnit * stray +
    Math.max(weights.mostWhole, weights.whole * whole) +
    weights.decimal * other +
    weightOfKinds(numbers, rows)
  );
}

/** Whether one of the columns goes on from its number. */
function isOnCurve(numbers: readonly HeadNumber[], rows: () => Iterable<Float64Array>): boolean {
  return numbers.some(
    ({ column, value }) => column.counts.isNumeric && goesOn(value, numbersBelow(column, rows())),
  );
}

function* numbersBelow(column: HeadedColumn, rows: Iterable<Float64Array>): Generator<number, void> {
  for (const row of rows) {
    const number = numberIn(row, column);
    if (!Number.isNaN(number)) yield number;
  }
}

/** The more values below, the less can one be as unlike them by chance. */
function weightOfPair(numbers: readonly HeadNumber[], ranges: readonly Range[]): number {
  let bits = weights.pair;
  for (const [index, { column }] of numbers.entries()) {
    const isUnlike = wholeNumbersIn(column) === 0 || (ranges[index]?.least ?? 0) >= 10;
    bits += isUnlike ? bitsOfNewKind(column.counts.given, 0) : weights.whole;
  }
  return Math.min(weights.counting, bits);
}

/** How unlikely a value is of a kind of which there are `alike` among `given` others (Laplace's rule of succession). */
function bitsOfNewKind(given: number, alike: number): number {
  return Math.max(0, Math.log2((given + 2) / (2 * (alike + 1))));
}

function weightOfSequence(
  { kind }: Sequence,
  numbers: readonly HeadNumber[],
  isUnlike: readonly boolean[],
): number {
  const { length } = numbers;
  const allUnlike = isUnlike.every(Boolean);
  if (kind === 'dates')
    return length > 2 || allUnlike || areNext(numbers) ? weights.counting : weights.mostWhole;
  if (kind === 'steps') return weights.counting;
  // One column may well be of another kind: whole numbers of classes.
  if (allUnlike || (length > 3 && isUnlike.filter(Boolean).length === length - 1))
    return weights.orderedAndUnlike;
  // By chance one of n! rows goes up, and one goes down; columns are hardly ever independent.
  return (
    Math.floor((length - 2) / 2) + (numbers.every(({ isWhole }) => isWhole) ? 0 : weights.orderedDecimals)
  );
}

function areNext([first, second]: readonly HeadNumber[]): boolean {
  return first !== undefined && second !== undefined && Math.abs(first.value - second.value) === 1;
}

/** Whether most rows below are such a sequence, too. */
function isUsual(
  sequence: Sequence,
  numbers: readonly HeadNumber[],
  rows: () => Iterable<Float64Array>,
): boolean {
  let [all, alike] = [0, 0];
  for (const row of rows()) {
    all++;
    const others = numbers.map(({ column }) => numberIn(row, column));
    if (alikeIn(sequence, others)) alike++;
  }
  return all === 0 || 2 * alike > all;
}

/** Of the numbers below each, without their signs. */
function rangesBelow(numbers: readonly HeadNumber[], rows: () => Iterable<Float64Array>): Range[] {
  const ranges = numbers.map(({ column }) => ({ column, least: Number.POSITIVE_INFINITY, most: 0 }));
  for (const row of rows())
    for (const range of ranges) {
      const size = Math.abs(numberIn(row, range.column));
      if (size < range.least) range.least = size;
      if (size > range.most) range.most = size;
    }
  return ranges;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Whether hardly a value below is of the number's kind, or all are ten times smaller or larger. */
function isUnlikeBelow(
  { column, value, isWhole, hasStrayUnit }: HeadNumber,
  range: Range = { least: 0, most: 0 },
): boolean {
  const { counts } = column;
  if (hasStrayUnit || counts.given < 2) return hasStrayUnit;
  if (isWhole && 10 * wholeNumbersIn(column) <= counts.given) return true;
  const [size, { least, most }] = [Math.abs(value), range];
  return size > 0 && most > 0 && (size >= 10 * most || 10 * size <= least);
}

/** Whole numbers above columns that hardly have any. */
function weightOfKinds(numbers: readonly HeadNumber[], rows: () => Iterable<Float64Array>): number {
  let [aboveDecimals, aboveTexts] = [0, 0];
  for (const { column, isWhole } of numbers) {
    const { counts } = column;
    if (!isWhole) continue;
    const bits = bitsOfNewKind(counts.given, wholeNumbersIn(column));
    if (counts.isNumeric) aboveDecimals += bits;
    else aboveTexts = Math.max(aboveTexts, bits);
  }
  const { mostWholeAboveDecimals: most, mostWholeAboveCurve } = weights;
  if (aboveDecimals <= mostWholeAboveCurve) return aboveDecimals + aboveTexts;
  return Math.min(mayBeValues(numbers, rows) ? mostWholeAboveCurve : most, aboveDecimals) + aboveTexts;
}

/** Whether whole numbers may be the first values of a curve, or chance ones of columns that have others. */
function mayBeValues(numbers: readonly HeadNumber[], rows: () => Iterable<Float64Array>): boolean {
  return (
    numbers.some(({ column, isWhole }) => !isWhole || wholeNumbersIn(column) > 0) ||
    numbers.some(({ column }) => column.counts.given < enoughForCurve) ||
    isOnCurve(numbers, rows)
  );
}
