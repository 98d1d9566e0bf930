/** The categories of a column of names, found in its values. */
import { type ColumnReader, kindOf } from './columnReader.ts';
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

/** Collects the different values of one column. Numbers that are equal are one category, however they are written. */
export class CategoryCollector {
  readonly #reader: ColumnReader;
  readonly #decimal: DecimalMark;
  readonly #names = new Map<number, string>();
  fault: CategoryFault | undefined;

  constructor(reader: ColumnReader, decimal: DecimalMark) {
    this.#reader = reader;
    this.#decimal = decimal;
  }

  add(code: number, row: number): void {
    if (this.fault || this.#names.has(code)) return;
    const name = this.#nameOf(code);
    if (this.#names.size === largestCategoryCount) this.fault = { kind: 'too many', row, text: name ?? '' };
    else if (name === undefined) this.fault = { kind: 'too long', row, text: '' };
    else if (name.includes('\uFFFD')) this.fault = { kind: 'encoding', row, text: name };
    this.#names.set(code, name ?? '');
  }

  finish(): Categories {
    const codes = [...this.#names.keys()];
    const name = (code: number) => this.#names.get(code) ?? '';
    const allNumbers = codes.every((code) => kindOf(code) === 'number');
    codes.sort(allNumbers ? (a, b) => a - b : (a, b) => (name(a) < name(b) ? -1 : 1));
    return { names: codes.map(name), places: new Map(codes.map((code, place) => [code, place])) };
  }

  #nameOf(code: number): string | undefined {
    if (kindOf(code) !== 'number') return this.#reader.textOf(code);
    return String(code === 0 ? 0 : code).replace('.', this.#decimal);
  }
}
