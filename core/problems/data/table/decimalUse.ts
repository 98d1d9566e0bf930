/** Which mark stands before decimals, by the numbers of a table. */
import { numberOf } from './numberOf.ts';
import type { DecimalMark } from './tableOptions.ts';

/** Counts the numbers that can be read with one mark alone, and those that both marks read, as different numbers. */
export class DecimalUse {
  #points = 0;
  #commas = 0;
  /** The first that may have a point or comma before decimals, or before a thousand. */
  #unclearPoint: string | undefined;
  #unclearComma: string | undefined;

  /** Of a number in plain notation. */
  addPlain(text: string, decimal: DecimalMark): void {
    const mark = decimal === '.' ? point : comma;
    if (text.charCodeAt(text.length - 4) === mark && oneGroup.test(text)) this.#addUnclear(text, decimal);
    else if (!text.includes(decimal)) return;
    else if (decimal === '.') this.#points++;
    else this.#commas++;
  }

  /** Of a text in whatever notation, which may be no number. */
  add(text: string): void {
    const byPoint = numberOf(text, '.');
    const byComma = numberOf(text, ',');
    if (byPoint === byComma) return;
    if (Number.isNaN(byComma)) this.#points += Number.isNaN(byPoint) ? 0 : 1;
    else if (Number.isNaN(byPoint)) this.#commas++;
    else this.#addUnclear(text, byPoint > byComma === byPoint > 0 ? ',' : '.');
  }

  /**
   * The mark of most numbers. Where each could be read with both, a comma divides decimals between semicolons, and
   * thousands between commas; elsewhere a person must tell.
   * @returns An example of what is unclear, where it is.
   */
  decide(delimiter: string): DecimalMark | { readonly unclear: string } {
    if (this.#commas > this.#points) return ',';
    if (this.#points > 0 || delimiter === ',') return '.';
    const [dotted, commaed] = [this.#unclearPoint, this.#unclearComma];
    if (delimiter === ';') {
      if (dotted !== undefined) return { unclear: dotted };
      return commaed === undefined ? '.' : ',';
    }
    return commaed === undefined ? '.' : { unclear: commaed };
  }

  #addUnclear(text: string, mark: DecimalMark): void {
    if (mark === '.') this.#unclearPoint ??= text;
    else this.#unclearComma ??= text;
  }
}

const point = 0x2e;
const comma = 0x2c;
/** 1,234 and 1.234. */
const oneGroup = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;
