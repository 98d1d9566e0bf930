/** Reads the values of one column before it is known whether they are numbers or names: all of them decide that. */
import type { DecimalUse } from './decimalUse.ts';
import type { MissingValues } from './missing.ts';
import { looksLikeNumber } from './notation.ts';
import { plainNumberOf, writtenNumberOf } from './numberOf.ts';
import { type DecimalMark, longestCategory } from './tableOptions.ts';

/**
 * A value is kept as one number. What is beyond ± `largestNumber` is the number of a text: above 0 of one that is a
 * name, below of one that looks like a number and can't be read. NaN is a missing value.
 */
const textUnit = 2 ** 400;

export type ValueKind = 'number' | 'text' | 'unreadable' | 'missing';

export function kindOf(code: number): ValueKind {
  if (Number.isNaN(code)) return 'missing';
  if (code >= textUnit) return 'text';
  return code <= -textUnit ? 'unreadable' : 'number';
}

/** More different texts than these are not told apart. */
const mostTexts = 1000;

/** What a table's columns share while they are read. */
export interface ReadingContext {
  readonly decimal: DecimalMark;
  readonly missing: MissingValues;
  readonly use: DecimalUse;
}

export class ColumnReader {
  readonly #context: ReadingContext;
  readonly #index: number;
  readonly #isCategorical: boolean;
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  /** The unit of the value that was read last; undefined where it has none. */
  unit: string | undefined;
  /** How many numbers in plain notation have a decimal mark. */
  withDecimals = 0;

  /**
   * @param index Of the column, counted from 0.
   * @param isCategorical Whether the values are names: then the usual marks of missing ones are names, too, and whole
   * numbers that have more digits than a number holds.
   */
  constructor(context: ReadingContext, index: number, isCategorical: boolean) {
    this.#index = index;
    this.#context = context;
    this.#isCategorical = isCategorical;
  }

  read(text: string): number {
    const { decimal, missing, use } = this.#context;
    this.unit = undefined;
    const value = text.trim();
    const plain = plainNumberOf(value, decimal);
    if (!Number.isNaN(plain)) {
      if (missing.hasNumber(plain)) return Number.NaN;
      if (this.#isCategorical && Math.abs(plain) > Number.MAX_SAFE_INTEGER && /^[-+]?\d+$/.test(value))
        return this.#codes.get(value) ?? this.#addText(value);
      if (use.addPlain(value, this.#index, decimal)) this.withDecimals++;
      return plain;
    }
    const known = this.#codes.get(value);
    if (known !== undefined) {
      if (known < 0) use.add(value, this.#index);
      return known;
    }
    if (this.#isCategorical ? missing.hasTextButMarks(value) : missing.hasText(value)) return Number.NaN;
    const written = writtenNumberOf(value, decimal);
    if (written) {
      use.addWritten(value, this.#index, decimal);
      this.unit = written.unit || undefined;
      return written.value;
    }
    return this.#addText(value);
  }

  /** Whether the text is one of the first different ones. */
  has(text: string): boolean {
    return this.#codes.has(text);
  }

  /** The text of a value that is none of `number` and `missing`; undefined where it is one of too many, or too long. */
  textOf(code: number): string | undefined {
    return this.#texts[Math.abs(code) / textUnit - 1];
  }

  #addText(text: string): number {
    const sign = looksLikeNumber(text) ? -1 : 1;
    if (sign < 0) this.#context.use.add(text, this.#index);
    if (text.length > longestCategory || this.#texts.length === mostTexts)
      return sign * textUnit * (mostTexts + 1);
    this.#texts.push(text);
    const code = sign * textUnit * this.#texts.length;
    this.#codes.set(text, code);
    return code;
  }
}
