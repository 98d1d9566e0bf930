/** What the kept rows of a table hold, column by column. */
import type { ColumnReader } from './columnReader.ts';

/** A value that is in the way of reading its column, by the row of the file. */
export interface FoundValue {
  readonly row: number;
  readonly code: number;
}

export class ColumnCounts {
  readonly #reader: ColumnReader;
  numbers = 0;
  /** Numbers that are 0: with or without a unit, the same. */
  zeros = 0;
  texts = 0;
  unreadable = 0;
  missing = 0;
  firstMissing = Number.POSITIVE_INFINITY;
  /** The first that is no number. */
  firstOther: FoundValue | undefined;

  constructor(reader: ColumnReader) {
    this.#reader = reader;
  }

  add(code: number, row: number): void {
    const kind = this.#reader.kindOf(code);
    if (kind === 'number') {
      this.numbers++;
      if (this.#reader.numberOf(code) === 0) this.zeros++;
    } else if (kind === 'missing') {
      this.missing++;
      this.firstMissing = Math.min(this.firstMissing, row);
    } else {
      this.firstOther ??= { row, code };
      if (kind === 'text') this.texts++;
      else this.unreadable++;
    }
  }

  /** Values that aren't missing. */
  get given(): number {
    return this.numbers + this.texts + this.unreadable;
  }

  /** Whether more than half of the values are numbers, readable or not. */
  get isNumeric(): boolean {
    return 2 * (this.numbers + this.unreadable) > this.given;
  }
}
