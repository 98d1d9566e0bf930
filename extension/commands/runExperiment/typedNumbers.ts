/** Values that the person types into a pick: `0.02, 0.05`, `16, full`. */
import { clipped } from '../../../core/format.ts';
import { expectedInPlaceOf } from '../../../core/numberText.ts';

export interface Typed<T> {
  readonly values: readonly T[];
  /** What is wrong with the first part that is no such value; empty where all are fine. */
  readonly fault: string;
}

const longestPart = 40;
const separates = 'a comma separates values';

/**
 * @param read The value of a part; null where it is none.
 * @param expected Of a part that is none: completes "… — expected …".
 */
export function parseTyped<T>(
  text: string,
  read: (part: string) => T | null,
  expected: (part: string) => string,
): Typed<T> {
  const comma = misreadComma(text);
  if (comma) return { values: [], fault: `${comma.part} — expected ${expected(comma.part)}; ${comma.hint}` };
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values: T[] = [];
  for (const part of parts) {
    const value = read(part);
    if (value === null)
      return { values: [], fault: `${clipped(part, longestPart)} — expected ${expected(part)}` };
    if (!values.includes(value)) values.push(value);
  }
  return { values, fault: '' };
}

interface Misread {
  readonly part: string;
  readonly hint: string;
}

/** A comma that stands where a list has none: before decimals or thousands. */
function misreadComma(text: string): Misread | null {
  const parts = text.split(/[\s;]+/).filter((part) => part !== '');
  for (const part of parts) {
    if (part.length > longestPart) continue;
    // No value is 0, and none begins with a 0 that another digit follows.
    const decimal = /(?:^|,)(0+,\d+(?:e[+-]?\d+)?|\d+,0(?:\d?|\d{3,}))(?=,|$)/i.exec(part)?.[1];
    if (decimal) return withPoint(decimal);
    if (/^\d{1,3}(?:,\d{3})*,0\d{2}(?:,\d{3})*$/.test(part))
      return { part, hint: `${separates}: write ${part.replaceAll(',', '')}` };
  }
  // Semicolons separate where commas don't.
  const [first = ''] = parts;
  const haveCommas = parts.length > 1 && parts.every((part) => /^\d+,\d+(?:e[+-]?\d+)?$/i.test(part));
  return haveCommas && text.includes(';') ? withPoint(first.slice(0, longestPart)) : null;
}

function withPoint(part: string): Misread {
  return { part, hint: `${separates}: write ${part.replace(',', '.')}` };
}

export function readRate(part: string): number | null {
  const rate = readDecimal(part);
  return rate !== null && rate > 0 ? rate : null;
}

/** What is expected in place of a part that is no rate. */
export function expectedRate(part: string): string {
  return expectedInPlaceOf(part) ?? 'a number above 0';
}

/** @param rows Of the data. */
export function readBatchSize(part: string, rows: number): number | 'full' | null {
  if (part === 'full') return part;
  const size = readDecimal(part);
  return size !== null && Number.isInteger(size) && size >= 1 && size <= rows ? size : null;
}

/** A finite number as people write it: `16`, `.5`, `1e-3`; not `0x10` or `007`. */
function readDecimal(part: string): number | null {
  const isDecimal = /^\+?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(part);
  const value = Number(part);
  return isDecimal && Number.isFinite(value) ? value : null;
}

/** @param most The largest that it may be. */
export function readWhole(text: string, most: number): number | null {
  const value = readDecimal(text.replaceAll(/(?<=\d)[, ](?=\d{3}\b)/g, ''));
  return value !== null && Number.isInteger(value) && value >= 1 && value <= most ? value : null;
}

/** `0.2` or `20 %`, at most 0.9. */
export function readShare(text: string): number | null {
  const [, number, sign] = /^(.*?)\s*(%?)$/.exec(text) ?? [];
  const value = number === undefined || number === '0' ? Number(number) : readDecimal(number);
  const share = value !== null && sign === '%' ? value / 100 : value;
  return share !== null && share <= 0.9 ? share : null;
}

const mostLayers = 8;
const widest = 4096;

/** `64, 32`, or `none`. */
export function readWidths(text: string): readonly number[] | null {
  if (text.toLowerCase() === 'none') return [];
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const widths = parts.flatMap((part) => readWhole(part, widest) ?? []);
  return widths.length === parts.length && widths.length <= mostLayers && widths.length > 0 ? widths : null;
}
