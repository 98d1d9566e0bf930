/** Whether the first row of a table has names, where nobody says so. */
import { MissingValues } from './missing.ts';
import { looksLikeNumber } from './notation.ts';
import { numberOf } from './numberOf.ts';
import type { DecimalMark } from './tableOptions.ts';

const missing = new MissingValues();

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
  /** Of one or two numbers: the largest below, without its sign. */
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
      if (!mostlyNumbers || missing.hasText(this.#first[index]?.trim() ?? '')) continue;
      if (this.#places.includes(index)) numbered++;
      else named++;
    }
    return named > 0 && named >= numbered;
  }

  #isSequence(): boolean {
    if (!this.#sequence || this.#rows === 0) return false;
    if (this.#sequence.length === 1) return this.#alike === 0 && this.#largest < 1000;
    return 2 * this.#alike <= this.#rows;
  }

  #isAlike({ kind, length }: Sequence, fields: readonly string[]): boolean {
    if (length > 2 && kind === 'years') {
      const numbers = this.#numbersOf(fields);
      return numbers.every(isYear) && directionOf(numbers) === directionOf(this.#numbersOf(this.#first));
    }
    if (length > 2) {
      // Most rows fall out of step with their third number.
      const begins = stepOf(this.#numbersOf(fields, 3)) !== undefined;
      return begins && stepOf(this.#numbersOf(fields)) !== undefined;
    }
    const numbers = this.#numbersOf(fields);
    this.#largest = Math.max(this.#largest, ...numbers.filter((each) => !Number.isNaN(each)).map(Math.abs));
    return numbers.every(isYear);
  }

  #numbersOf(fields: readonly string[], most = this.#places.length): number[] {
    return this.#places.slice(0, most).map((index) => numberOf(fields[index] ?? '', this.#decimal));
  }
}

interface Sequence {
  readonly kind: 'years' | 'steps';
  readonly length: number;
}

/** Numbers that may be names: years that go up or down, or numbers that do so by the same step from column to column. */
function sequenceOf(numbers: readonly number[]): Sequence | undefined {
  const { length } = numbers;
  const step = stepOf(numbers);
  if (length > 0 && numbers.every(isYear) && (length < 3 || directionOf(numbers) !== undefined))
    return { kind: 'years', length };
  if (step === undefined) return undefined;
  const [first] = numbers;
  // As pandas counts, 0, 1, 2; a row of values may well begin with 1, 2, 3.
  const enough = step !== 1 ? 4 : first === 0 ? 3 : 8;
  return length >= enough ? { kind: 'steps', length } : undefined;
}

/** Whether each is above the one before it, or below; undefined where neither is true of all. */
function directionOf(numbers: readonly number[]): 'up' | 'down' | undefined {
  const steps = numbers.slice(1).map((each, index) => each - (numbers[index] ?? Number.NaN));
  if (steps.every((step) => step > 0)) return 'up';
  return steps.every((step) => step < 0) ? 'down' : undefined;
}

/** The difference of neighbours, where it is the same for all, to rounding, and not 0. */
function stepOf(numbers: readonly number[]): number | undefined {
  const [first = Number.NaN, second = Number.NaN] = numbers;
  const step = second - first;
  if (step === 0 || Number.isNaN(step)) return undefined;
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
