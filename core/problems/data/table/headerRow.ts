/** Whether the first row of a table has names, where nobody says so. */
import { looksLikeNumber } from './notation.ts';
import { numberOf } from './numberOf.ts';
import type { DecimalMark } from './tableOptions.ts';

/** Compares the first row with those below. */
export class HeaderEvidence {
  readonly #first: readonly string[];
  readonly #decimal: DecimalMark;
  /** Places of the numbers of the first row. */
  readonly #places: readonly number[];
  readonly #sequence: Sequence | undefined;
  #rows = 0;
  /** Rows below that have such a sequence, too. */
  #alike = 0;
  /** Of one or two numbers: rows below with another than whole ones, and the largest below, without its sign. */
  #fractions = 0;
  #largest = 0;

  constructor(first: readonly string[], decimal: DecimalMark) {
    this.#first = first;
    this.#decimal = decimal;
    this.#places = [...first.keys()].filter((index) => isNumeric(first[index] ?? '', decimal));
    this.#sequence = sequenceOf(this.#numbersOf(first));
  }

  add(fields: readonly string[]): void {
    if (!this.#sequence) return;
    this.#rows++;
    if (this.#isAlike(this.#sequence, fields)) this.#alike++;
  }

  /**
   * @param numeric For each column that is looked at, its place and whether the values below are mostly numbers.
   * Without numbers it is a header. So it is where its numbers count columns or years, and where names stand above
   * columns of numbers, unless a number beside them can only be a value.
   */
  decide(numeric: Iterable<readonly [index: number, mostlyNumbers: boolean]>): boolean {
    if (this.#places.length === 0) return true;
    if (this.#isSequence()) return true;
    const mayBeNames = this.#places.every((index) => /^\d+$/.test(this.#first[index]?.trim() ?? ''));
    if (!mayBeNames) return false;
    let [named, numbered] = [0, 0];
    for (const [index, mostlyNumbers] of numeric) {
      if (!mostlyNumbers || (this.#first[index]?.trim() ?? '') === '') continue;
      if (this.#places.includes(index)) numbered++;
      else named++;
    }
    return named > 0 && named >= numbered;
  }

  #isSequence(): boolean {
    if (!this.#sequence || this.#rows === 0) return false;
    const { kind, length } = this.#sequence;
    if (length === 1) return this.#alike === 0 && this.#largest < 1000;
    // Two numbers always are in step: what lies below must be no counting.
    if (kind === 'count' && length === 2) return 2 * this.#fractions > this.#rows;
    return 10 * this.#alike <= this.#rows;
  }

  #isAlike({ kind, length, step }: Sequence, fields: readonly string[]): boolean {
    if (length > 2) {
      // Most rows fall out of step with their third number.
      const begins = stepOf(this.#numbersOf(fields, 3)) !== undefined;
      const own = begins ? stepOf(this.#numbersOf(fields)) : undefined;
      return own !== undefined && (kind !== 'years' || own === step);
    }
    const numbers = this.#numbersOf(fields);
    if (numbers.some((each) => !Number.isInteger(each))) this.#fractions++;
    this.#largest = Math.max(this.#largest, ...numbers.filter((each) => !Number.isNaN(each)).map(Math.abs));
    return numbers.every(kind === 'years' ? isYear : Number.isInteger);
  }

  #numbersOf(fields: readonly string[], most = this.#places.length): number[] {
    return this.#places.slice(0, most).map((index) => numberOf(fields[index] ?? '', this.#decimal));
  }
}

interface Sequence {
  /** `count`: 0, 1, 2 …, as pandas numbers columns. */
  readonly kind: 'count' | 'years' | 'steps';
  readonly length: number;
  readonly step: number | undefined;
}

/** Numbers that may be names: they go up or down by the same step from column to column. */
function sequenceOf(numbers: readonly number[]): Sequence | undefined {
  const { length } = numbers;
  const step = stepOf(numbers);
  if (length > 0 && numbers.every(isYear) && (length < 3 || step !== undefined))
    return { kind: 'years', length, step };
  if (step === 1 && numbers[0] === 0) return { kind: 'count', length, step };
  return length >= 4 && step !== undefined ? { kind: 'steps', length, step } : undefined;
}

/** The difference of neighbours, where it is the same for all, to rounding, and not 0. */
function stepOf(numbers: readonly number[]): number | undefined {
  const [first = Number.NaN, second = Number.NaN] = numbers;
  const step = second - first;
  if (!(step !== 0)) return undefined;
  const isEven = numbers.every(
    (each, index) => Math.abs(first + index * step - each) <= 1e-9 * Math.abs(each) + 1e-12,
  );
  return isEven ? step : undefined;
}

function isYear(number: number): boolean {
  return Number.isInteger(number) && number >= 1800 && number <= 2200;
}

function isNumeric(text: string, decimal: DecimalMark): boolean {
  return !Number.isNaN(numberOf(text, decimal)) || looksLikeNumber(text.trim());
}
