/** What stands in tables where a value is missing. */
import { bareNumberOf } from './numberOf.ts';
import type { DecimalMark } from './tableOptions.ts';

/** Of pandas and R, spreadsheets, databases, and signs that stand for nothing. */
const usualMarks = new Set([
  ...[
    'NA',
    'N/A',
    'n/a',
    'n.a.',
    'N.A.',
    '<NA>',
    '#NA',
    '#N/A',
    '#N/A N/A',
    'NaN',
    'nan',
    'NAN',
    '-nan',
    '-NaN',
    'NaT',
  ],
  ...['1.#IND', '-1.#IND', '1.#QNAN', '-1.#QNAN', 'null', 'NULL', 'Null', '(null)', '\\N', 'None'],
  ...['#VALUE!', '#DIV/0!', '#REF!', '#NAME?', '#NUM!', '#NULL!'],
  ...['?', '-', '--', '---', '\u2013', '\u2014', '\u2212', '.', '..', '...', '\u2026'],
]);

/** Texts that stand for a missing value, beside the empty one. */
export const missingMarks: readonly string[] = [...usualMarks];

/** Tells missing values from others. */
export class MissingValues {
  readonly #texts: ReadonlySet<string>;
  readonly #numbers: ReadonlySet<number>;

  /**
   * @param more What is a missing value beside the empty one and the usual marks: numbers in whatever notation, and texts
   * as the table has them. A text that is a number and nothing else stands for all that equal it.
   */
  constructor(more: readonly (string | number)[] = [], decimal: DecimalMark = '.') {
    this.#texts = new Set(more.map((each) => String(each).trim().normalize()));
    this.#numbers = new Set(
      more.flatMap((each) => (typeof each === 'number' ? each : (bareNumberOf(each.trim(), decimal) ?? []))),
    );
  }

  /** @param text Without spaces at its ends. */
  hasText(text: string): boolean {
    return text === '' || usualMarks.has(text) || this.#isAdded(text);
  }

  /** Where the usual marks are names like others. */
  hasTextButMarks(text: string): boolean {
    return text === '' || this.#isAdded(text);
  }

  hasNumber(number: number): boolean {
    return this.#numbers.size > 0 && this.#numbers.has(number);
  }

  #isAdded(text: string): boolean {
    return this.#texts.size > 0 && this.#texts.has(text.normalize());
  }
}
