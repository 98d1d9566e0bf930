import { mostlyNumbers, numberOf } from './numberOf.ts';
import type { DecimalMark } from './tableOptions.ts';

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
