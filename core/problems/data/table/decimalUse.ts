/** Which mark stands before decimals, by the numbers of a table. */
import { numberOf } from './numberOf.ts';
import type { DecimalMark } from './tableOptions.ts';

/** A number that both marks read, as different ones. */
export interface UnclearNumber {
  readonly text: string;
  readonly row: number;
  /** Of the column, counted from 0. */
  readonly index: number;
}

/** Counts the numbers that can be read with one mark alone, and those that both marks read, as different numbers. */
export class DecimalUse {
  #points = 0;
  #commas = 0;
  /** The first that may have a point or comma before decimals, or before a thousand. */
  #unclearPoint: UnclearNumber | undefined;
  #unclearComma: UnclearNumber | undefined;
  #row = 0;

  /** Those that are added from now on are of this row. */
  beginRow(row: number): void {
    this.#row = row;
  }

  /** Adds a number in plain notation, and tells whether it has the mark. */
  addPlain(text: string, index: number, decimal: DecimalMark): boolean {
    if (!text.includes(decimal)) return false;
    const mark = decimal === '.' ? point : comma;
    if (text.charCodeAt(text.length - 4) === mark && oneGroup.test(text))
      this.#addUnclear(text, index, decimal);
    else if (decimal === '.') this.#points++;
    else this.#commas++;
    return true;
  }

  /** Adds a number in another notation, which was read with `decimal`: without reading it again. */
  addWritten(text: string, index: number, decimal: DecimalMark): void {
    const other = decimal === '.' ? ',' : '.';
    const [isDecimal, isGrouped] = [text.includes(decimal), text.includes(other)];
    if (!isDecimal && !isGrouped) return;
    const isUnclear = isDecimal ? oneGroupIn.test(text) : text.indexOf(other) === text.lastIndexOf(other);
    if (isDecimal !== isGrouped && isUnclear) this.#addUnclear(text, index, isDecimal ? decimal : other);
    else if (decimal === '.') this.#points++;
    else this.#commas++;
  }

  /** Adds a text in whatever notation, which may be no number. */
  add(text: string, index: number): void {
    const byPoint = numberOf(text, '.');
    const byComma = numberOf(text, ',');
    if (byPoint === byComma) return;
    if (Number.isNaN(byComma)) this.#points += Number.isNaN(byPoint) ? 0 : 1;
    else if (Number.isNaN(byPoint)) this.#commas++;
    else this.#addUnclear(text, index, Math.abs(byPoint) > Math.abs(byComma) ? ',' : '.');
  }

  /**
   * The mark of most numbers. Where each could be read with both, a comma divides decimals between semicolons, and
   * thousands between commas; elsewhere a person must tell.
   */
  decide(delimiter: string): DecimalMark | UnclearNumber {
    if (this.#commas > this.#points) return ',';
    if (this.#points > 0 || delimiter === ',') return '.';
    const [pointed, commaed] = [this.#unclearPoint, this.#unclearComma];
    if (delimiter === ';') return pointed ?? (commaed ? ',' : '.');
    return commaed ?? '.';
  }

  #addUnclear(text: string, index: number, mark: DecimalMark): void {
    const number = { text, row: this.#row, index };
    if (mark === '.') this.#unclearPoint ??= number;
    else this.#unclearComma ??= number;
  }
}

const point = 0x2e;
const comma = 0x2c;
/** 1,234 and 1.234. */
const oneGroup = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;
const oneGroupIn = /(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}(?!\d)/;
