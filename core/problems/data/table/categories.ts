/** The categories of a column of names, found in its values. */
import type { ColumnReader } from './columnReader.ts';
import { type DecimalMark, largestCategoryCount } from './tableOptions.ts';

export interface Categories {
  /** Sorted: by number where all are numbers, else by UTF-16 code units. */
  readonly names: readonly string[];
  /** For the code of each value, the place of its category in `names`. */
  readonly places: ReadonlyMap<number, number>;
}

/** What the categories of a column can't be. */
export interface CategoryFault {
  readonly kind: 'too many' | 'too long' | 'encoding';
  /** Of the file. */
  readonly row: number;
  readonly text: string;
}

interface Category {
  name: string;
  /** By which it is sorted where all are numbers. */
  readonly number: number;
  /** Whether its values are written in more than one way. */
  isMixed: boolean;
}

/**
 * Collects the different values of one column. In a column of numbers those that are equal are one category; its name is
 * as they are written, or the number where they are written in different ways. In a column of texts each text is one.
 */
export class CategoryCollector {
  readonly #reader: ColumnReader;
  readonly #decimal: DecimalMark;
  readonly #isOfNumbers: boolean;
  /** By the number where equal ones are one, else by the code. */
  readonly #categories = new Map<number, Category>();
  readonly #keys = new Map<number, number>();
  fault: CategoryFault | undefined;

  constructor(reader: ColumnReader, decimal: DecimalMark, isOfNumbers: boolean) {
    this.#reader = reader;
    this.#decimal = decimal;
    this.#isOfNumbers = isOfNumbers;
  }

  add(code: number, row: number): void {
    if (this.fault || this.#keys.has(code)) return;
    const reader = this.#reader;
    const name = reader.textOf(code);
    const number = reader.kindOf(code) === 'number' ? reader.numberOf(code) : Number.NaN;
    const key = this.#isOfNumbers && reader.isBare(code) ? number + 0 : code;
    this.#keys.set(code, key);
    const known = this.#categories.get(key);
    if (known) known.isMixed = true;
    else if (this.#categories.size === largestCategoryCount)
      this.fault = { kind: 'too many', row, text: name ?? '' };
    else if (name === undefined) this.fault = { kind: 'too long', row, text: '' };
    else if (name.includes('\uFFFD')) this.fault = { kind: 'encoding', row, text: name };
    else this.#categories.set(key, { name, number, isMixed: false });
  }

  finish(): Categories {
    const entries = [...this.#categories];
    for (const [, category] of entries)
      if (category.isMixed) category.name = String(category.number).replace('.', this.#decimal);
    const areNumbers = entries.every(([, { number }]) => !Number.isNaN(number));
    entries.sort(([, a], [, b]) => (areNumbers ? a.number - b.number : 0) || (a.name < b.name ? -1 : 1));
    const places = new Map(entries.map(([key], place) => [key, place]));
    return {
      names: entries.map(([, { name }]) => name),
      places: new Map([...this.#keys].map(([code, key]) => [code, places.get(key) ?? 0])),
    };
  }
}
