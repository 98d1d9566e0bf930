/** What stands in tables where a value is missing. */

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

/** Tells missing values from others. */
export class MissingValues {
  readonly #texts: ReadonlySet<string>;
  readonly #numbers: ReadonlySet<number>;

  /** @param more What is a missing value beside the empty one and the usual marks; a number in whatever notation. */
  constructor(more: readonly (string | number)[] = []) {
    this.#texts = new Set(more.map((each) => String(each).trim()));
    const numbers = more.map((each) => (String(each).trim() === '' ? Number.NaN : Number(each)));
    this.#numbers = new Set(numbers.filter((each) => !Number.isNaN(each)));
  }

  /** @param text Without spaces at its ends. */
  hasText(text: string): boolean {
    return text === '' || usualMarks.has(text) || this.#texts.has(text);
  }

  /** Where the usual marks are names like others. */
  hasTextButMarks(text: string): boolean {
    return text === '' || this.#texts.has(text);
  }

  hasNumber(number: number): boolean {
    return this.#numbers.size > 0 && this.#numbers.has(number);
  }
}
