import { type DecimalMark, largestNumber } from './tableOptions.ts';

/**
 * The number that a text is, in decimal notation with or without an exponent; NaN where it is none, is infinite or
 * beyond `largestNumber`. Hexadecimal and the like, which `Number` reads, are no numbers.
 */
export function numberOf(text: string, decimal: DecimalMark): number {
  const number = anyNumberOf(text, decimal);
  if (!(Math.abs(number) <= largestNumber)) return Number.NaN;
  if (number === 0 && text.trim() === '') return Number.NaN;
  return otherBase.test(text) ? Number.NaN : number;
}

/** The same without limits: also infinite, or in another base. */
export function anyNumberOf(text: string, decimal: DecimalMark): number {
  if (decimal === '.') return Number(text);
  return text.includes('.') ? Number.NaN : Number(text.replace(',', '.'));
}

/** Whether more than half of the texts are numbers; what is empty is no hint. */
export function mostlyNumbers(texts: readonly string[], decimal: DecimalMark): boolean {
  const given = texts.filter((text) => text.trim() !== '');
  const numbers = given.filter((text) => !Number.isNaN(numberOf(text, decimal)));
  return 2 * numbers.length > given.length;
}

const otherBase = /^\s*0[xob]/i;

/**
 * The mark with which more values are numbers, counted in the columns that mostly are; a point where neither is ahead.
 * @param rows The first rows. The very first, which may be a header, is left out.
 */
export function recognizeDecimal([, ...rows]: readonly (readonly string[])[]): DecimalMark {
  return countNumbers(rows, ',') > countNumbers(rows, '.') ? ',' : '.';
}

function countNumbers(rows: readonly (readonly string[])[], decimal: DecimalMark): number {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((row) => row[index]?.trim() ?? ''));
  return columns
    .filter((texts) => mostlyNumbers(texts, decimal))
    .flat()
    .filter((text) => !mayBeThousands.test(text) && !Number.isNaN(numberOf(text, decimal))).length;
}

/** 1,234 is a thousand and more in some countries: others must tell. */
const mayBeThousands = /^[-+]?[1-9]\d{0,2},\d{3}$/;
