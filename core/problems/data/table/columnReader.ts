/** Reads the values of one column before it is known whether they are numbers or names: all of them decide that. */
import type { DecimalUse } from './decimalUse.ts';
import type { MissingValues } from './missing.ts';
import { type Doubt, looksLikeNumber, readWritten } from './notation.ts';
import { isNumberWithMore } from './numberLike.ts';
import { plainNumberOf } from './numberOf.ts';
import { SuffixUse } from './suffixUse.ts';
import { type DecimalMark, largestNumber, longestCategory } from './tableOptions.ts';

/**
 * A value is kept as one number. What is beyond ± `textUnit` is the number of a text: above 0 of one that is a name,
 * below of one that looks like a number and can't be read. Beyond `spelledUnit` it is the number of a text that is a
 * number, written otherwise than `String` writes it: as a name it keeps its spelling. NaN is a missing value.
 */
const textUnit = 2 ** 400;
const spelledUnit = 2 ** 600;

export type ValueKind = 'number' | 'text' | 'unreadable' | 'missing';

/** More different texts than these are not told apart, and more different spellings of numbers are not kept. */
const mostTexts = 1000;
/** Of texts and spellings, in all Unicode forms that are kept. */
const mostForms = 10 * mostTexts;

/** A number by its text. */
interface Spelled {
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  readonly doubt: Doubt | undefined;
  readonly isBare: boolean;
}

/** What a table's columns share while they are read. */
export interface ReadingContext {
  readonly decimal: DecimalMark;
  readonly missing: MissingValues;
  readonly use: DecimalUse;
}

/** Whether the values of a column are names whatever they look like, and the usual marks of missing ones, too. */
export type Naming = 'by values' | 'names' | 'names and marks';

export class ColumnReader {
  readonly #context: ReadingContext;
  readonly #index: number;
  readonly #naming: Naming;
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #spelled: Spelled[] = [];
  readonly #suffixes = new SuffixUse();
  /** Doubtful notations that are numbers in this column. */
  readonly #proven = new Set<Doubt>();
  /** Whether there is a number in a notation without doubt. */
  #hasNumbers = false;
  /** The unit of the value that was read last; undefined where it has none. */
  unit: string | undefined;
  /** How many numbers in plain notation have a decimal mark. */
  withDecimals = 0;

  /**
   * @param index Of the column, counted from 0.
   * @param naming Where values are names, whole numbers that have more digits than a number holds are texts.
   */
  constructor(context: ReadingContext, index: number, naming: Naming) {
    this.#index = index;
    this.#context = context;
    this.#naming = naming;
  }

  read(text: string): number {
    const { decimal, missing, use } = this.#context;
    this.unit = undefined;
    const value = text.trim();
    const plain = plainNumberOf(value, decimal);
    if (!Number.isNaN(plain)) {
      if (
        this.#naming !== 'by values' &&
        Math.abs(plain) > Number.MAX_SAFE_INTEGER &&
        /^[-+]?\d+$/.test(value)
      )
        return missing.hasText(value) ? Number.NaN : (this.#codes.get(value) ?? this.#addText(value));
      if (missing.hasNumber(plain)) return Number.NaN;
      this.#hasNumbers = true;
      if (use.addPlain(value, this.#index, decimal)) this.withDecimals++;
      return this.#spelled.length < mostTexts && isSpelled(value, plain, decimal)
        ? (this.#codes.get(value) ?? this.#addSpelled({ ...bare, text: value, value: plain }))
        : plain;
    }
    const known = this.#codes.get(value);
    if (known !== undefined) {
      if (known >= spelledUnit) {
        use.addWritten(value, this.#index, decimal);
        this.unit = this.#spelledOf(known)?.unit || undefined;
      } else if (known < 0) use.add(value, this.#index);
      return known;
    }
    if (this.#naming === 'names and marks' ? missing.hasTextButMarks(value) : missing.hasText(value))
      return Number.NaN;
    const written = readWritten(value, decimal);
    // Also one that is beyond the limits, such as the largest number of all. A name is another with a unit.
    if (written && missing.hasNumber(written.value) && (this.#naming === 'by values' || written.isBare))
      return Number.NaN;
    if (!written || Math.abs(written.value) > largestNumber) return this.#addText(value);
    use.addWritten(value, this.#index, decimal);
    this.unit = written.unit || undefined;
    const { doubt, isDetailed } = written;
    const isFull = this.#spelled.length >= mostTexts;
    // Names are not that many.
    if (doubt && doubt !== 'brackets' && (isDetailed || isFull)) this.#proven.add(doubt);
    if (!doubt) this.#hasNumbers = true;
    return isFull ? written.value : this.#addSpelled({ ...written, text: value });
  }

  kindOf(code: number): ValueKind {
    if (Number.isNaN(code)) return 'missing';
    if (code <= -textUnit) return 'unreadable';
    if (code < textUnit) return 'number';
    if (code >= spelledUnit) return this.doubtOf(code) ? 'unreadable' : 'number';
    return this.#suffixes.isUnit(code / textUnit - 1) ? 'unreadable' : 'text';
  }

  /** The number of a value of that kind. */
  numberOf(code: number): number {
    return code < spelledUnit ? code : (this.#spelledOf(code)?.value ?? Number.NaN);
  }

  /** The doubtful notation of a number, where no other value of the column shows that such are numbers. */
  doubtOf(code: number): Doubt | undefined {
    const doubt = this.#spelledOf(code)?.doubt;
    if (doubt === 'brackets') return this.#hasNumbers ? undefined : doubt;
    return doubt && !this.#proven.has(doubt) ? doubt : undefined;
  }

  /** Whether the number is written without unit and brackets: then it is the same name as an equal one. */
  isBare(code: number): boolean {
    return this.kindOf(code) === 'number' && (this.#spelledOf(code)?.isBare ?? true);
  }

  /** Whether the text is one of the first different ones. */
  has(text: string): boolean {
    return this.codeOf(text) !== undefined;
  }

  /** How a text is kept that is one of the first different ones; undefined for others, and for most numbers. */
  codeOf(text: string): number | undefined {
    return this.#codes.get(text) ?? this.#codes.get(text.normalize());
  }

  /** The text of a value; undefined where it is one of too many, too long, or missing. */
  textOf(code: number): string | undefined {
    const kind = this.kindOf(code);
    if (kind === 'missing') return undefined;
    if (code >= spelledUnit) return this.#spelledOf(code)?.text;
    if (kind !== 'number') return this.#texts[Math.abs(code) / textUnit - 1];
    return String(code).replace('.', this.#context.decimal);
  }

  #spelledOf(code: number): Spelled | undefined {
    return this.#spelled[code / spelledUnit - 1];
  }

  #addSpelled(spelled: Spelled): number {
    this.#spelled.push(spelled);
    const code = spelledUnit * this.#spelled.length;
    this.#codes.set(spelled.text, code);
    return code;
  }

  /** Texts that are the same characters in another Unicode form are the same. */
  #addText(text: string): number {
    const composed = text.normalize();
    if (composed === text) return this.#addComposed(text);
    const code = this.#codes.get(composed) ?? this.#addComposed(composed);
    if (this.#codes.size < mostForms) this.#codes.set(text, code);
    return code;
  }

  #addComposed(text: string): number {
    const looksNumeric = looksLikeNumber(text) || isNumberWithMore(text);
    if (looksNumeric) this.#context.use.add(text, this.#index);
    const isFull = this.#texts.length === mostTexts;
    if (isFull || text.length > longestCategory) {
      const isText = !looksNumeric && !this.#suffixes.hasUnit(text);
      return (isText ? 1 : -1) * textUnit * (mostTexts + 1);
    }
    if (!looksNumeric) this.#suffixes.add(text, this.#texts.length);
    this.#texts.push(text);
    const code = (looksNumeric ? -1 : 1) * textUnit * this.#texts.length;
    this.#codes.set(text, code);
    return code;
  }
}

const bare = { unit: '', doubt: undefined, isBare: true };

const [plus, minus, zero] = [0x2b, 0x2d, 0x30];

/** Whether `String` may write the number otherwise: `01234`, `1.50`, `+1`, `1e3`. Reading it must stay quick. */
function isSpelled(text: string, number: number, decimal: DecimalMark): boolean {
  const { length } = text;
  const first = text.charCodeAt(0);
  const begin = first === minus ? 1 : 0;
  const digit = text.charCodeAt(begin);
  if (first === plus || digit < zero || length > 15) return true;
  if (digit === zero && length === begin + 1) return begin === 1;
  if (digit === zero && text.charCodeAt(begin + 1) >= zero) return true;
  const last = text.charCodeAt(length - 1);
  if (last <= zero && text.includes(decimal)) return true;
  return Math.abs(number) < 1e-6 || text.includes('e') || text.includes('E');
}
