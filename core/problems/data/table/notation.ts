/** Numbers as people write them: thousands in groups, money, percentages, typographic and accounting signs. */
import type { DecimalMark } from './tableOptions.ts';

export interface WrittenNumber {
  readonly value: number;
  /** `%`, `$`, `EUR`; empty where there is none. */
  readonly unit: string;
  /** How it is written, where that may be a name as well: `5-`, `(5)`, `ALL12`. */
  readonly doubt: Doubt | undefined;
  /** Whether it has decimals or thousands in groups, as names hardly have. */
  readonly isDetailed: boolean;
  /** Whether it is digits, marks between them and a sign in front, and nothing else. */
  readonly isBare: boolean;
}

export type Doubt = 'minus behind' | 'brackets' | 'code without a space';

/**
 * Reads `1,234.5`, `1 234.5`, `$1,200`, `-5 %`, `(1,200)`, `−5`, `50-`; with a decimal comma `1.234,5`. A percentage is
 * a hundredth of its number.
 * @returns undefined where the text is no number.
 */
export function readWritten(text: string, decimal: DecimalMark): WrittenNumber | undefined {
  if (decimal === '.' && inThousands.test(text))
    return {
      ...{ value: Number(text.replaceAll(',', '')), unit: '' },
      ...{ doubt: undefined, isDetailed: true, isBare: true },
    };
  const parts = takeApart(text);
  if (!parts) return undefined;
  const digits = digitsOf(parts.digits, decimal);
  if (digits === undefined) return undefined;
  const { sign, unit } = parts;
  const value = (Number(digits) * (sign === '' || sign === '+' ? 1 : -1)) / (shares[unit] ?? 1);
  const isDetailed = /[^\de]/i.test(parts.digits);
  const isBare = unit === '' && sign !== '(' && sign !== 'behind';
  return { value, unit, doubt: doubtOf(parts, decimal), isDetailed, isBare };
}

/** Numbers in brackets may be labels or standard errors; money, percentages and thousands in groups are amounts. */
function doubtOf({ digits, sign, unit, isGlued }: Parts, decimal: DecimalMark): Doubt | undefined {
  if (isGlued) return 'code without a space';
  if (sign === 'behind') return 'minus behind';
  return sign === '(' && unit === '' && !/[., ']/.test(digits.replace(decimal, '')) ? 'brackets' : undefined;
}

/** Most of what isn't in plain notation: the rest of `readWritten` takes ten times as long. */
const inThousands = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;

/**
 * Whether the text is a number, but not one that can be read with this decimal mark: `1,5` where decimals follow a
 * point, `1_000`, digits of other scripts, infinity.
 */
export function looksLikeNumber(text: string): boolean {
  const parts = takeApart(text);
  if (!parts) return false;
  const { digits, unit } = parts;
  if (infinite.test(digits) || otherDigits.test(digits)) return true;
  return (
    (unit === '' ? oneMark : anyMarks).test(digits) ||
    (['.', ','] as const).some((mark) => digitsOf(digits, mark))
  );
}

/** Whether the text is infinity, as people or C write it, with a sign or without. */
export function isInfinite(text: string): boolean {
  return infinite.test(text.replace(/^[-+\u2212]/, ''));
}

const infinite = /^(?:inf(?:inity)?|\u221e|1\.#inf0*)$/i;
const otherDigits = /^(?=.*[^\P{Nd}\d])[\p{Nd}.,' _\u066b\u066c]+$/u;
const oneMark = /^(?:\d+[.,]\d*|[.,]\d+|\d{1,3}(?:_\d{3})+|\d{1,4}(?:,\d{4})+)(?:e[-+]?\d+)?$/i;
const anyMarks = /^[\d.,' _]*\d[\d.,' _]*(?:e[-+]?\d+)?$/i;

type Sign = '' | '+' | '-' | '(' | 'behind';

interface Parts {
  readonly digits: string;
  readonly sign: Sign;
  readonly unit: string;
  /** Whether the unit is letters that stand next to a digit. */
  readonly isGlued: boolean;
}

/** Takes sign, brackets and unit off, each at most once, in whatever order they stand around the digits. */
function takeApart(text: string): Parts | undefined {
  if (text.length > longestNumber) return undefined;
  let digits = plainCharacters(text).replace(roundPrice, '$1').replace(fortran, '$1e');
  let sign: Sign = '';
  let unit = '';
  let isGlued = false;
  for (;;) {
    const signed: TakenSign | undefined = sign === '' ? signOf(digits) : undefined;
    const priced = !signed && unit === '' ? unitOf(digits) : undefined;
    if (signed) sign = signed.taken;
    if (priced) ({ taken: unit, isGlued } = priced);
    const rest = (signed ?? priced)?.rest;
    if (rest === undefined) return { digits, sign, unit, isGlued };
    if (rest === '') return undefined;
    digits = rest;
  }
}

const longestNumber = 1000;

/** `5,-`, `5.--`, `12,– €`: a price without decimals, and no minus. */
const roundPrice = /(\d)[.,]-{1,2}(?=\D*$)/;

/** `1.5D+03`: double precision, as Fortran writes it. */
const fortran = /(\d\.\d*|\.\d+)d(?=[-+]?\d{1,3}$)/i;

const minus = /[\u2010-\u2014\u2212\u207b\u00af\ufe63\uff0d]/g;
const spaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const percent = /[\u066a\uff05]/g;
const apostrophes = /[\u2019\u02bc\u2032\u00b4`]/g;
/** Of no width: marks of direction, joiners, a byte order mark. */
const invisible = /[\u200b-\u200f\u2060\u2066-\u2069\ufeff]/g;

/** The text with the one sign that a keyboard has for each of these. */
function plainCharacters(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const visible = text.replace(invisible, '').replace(spaces, ' ').trim();
  return visible.replace(minus, '-').replace(apostrophes, "'").replace(percent, '%');
}

interface TakenSign {
  readonly taken: Sign;
  readonly rest: string;
}

function signOf(text: string): TakenSign | undefined {
  if (text.startsWith('-')) return { taken: '-', rest: text.slice(1).trim() };
  if (text.startsWith('+')) return { taken: '+', rest: text.slice(1).trim() };
  if (text.startsWith('(') && text.endsWith(')')) return { taken: '(', rest: text.slice(1, -1).trim() };
  // As SAP writes: 50-.
  if (text.endsWith('-')) return { taken: 'behind', rest: text.slice(0, -1).trim() };
  return undefined;
}

/** Per unit of these, how many make one. */
const shares: Readonly<Record<string, number | undefined>> = { '%': 100, '‰': 1000 };

const symbol = /[A-Z]{0,3}\p{Sc}|[%\u2030]|(?:kr|Kr|Kč|zł|Ft|Rs|Fr)\.?/u.source;
const unitFirst = new RegExp(`^(?:${symbol}|[A-Z]{3}(?![A-Z]))`, 'u');
const unitLast = new RegExp(`(?:${symbol}|(?<![A-Z])[A-Z]{3})$`, 'u');
const currencies = new Set(Intl.supportedValuesOf('currency'));

interface TakenUnit {
  readonly taken: string;
  readonly rest: string;
  readonly isGlued: boolean;
}

function unitOf(text: string): TakenUnit | undefined {
  const taken = (unitFirst.exec(text) ?? unitLast.exec(text))?.[0];
  const isCode = taken !== undefined && /^[A-Z]{3}$/.test(taken);
  if (taken === undefined || (isCode && !currencies.has(taken))) return undefined;
  const rest = text.startsWith(taken) ? text.slice(taken.length) : text.slice(0, -taken.length);
  return { taken, rest: rest.trim(), isGlued: isCode && rest === rest.trim() };
}

const withPoint =
  /^(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|(?:[1-9]\d{0,2}(?:([, '])\d{3})(?:\1\d{3})*|[1-9]\d?(?:,\d\d)*,\d{3})(?:\.\d*)?)$/i;
const withComma =
  /^(?:\d+,?\d*(?:e[-+]?\d+)?|,\d+(?:e[-+]?\d+)?|[1-9]\d{0,2}(?:([. '])\d{3})(?:\1\d{3})*(?:,\d*)?)$/i;

/** As `Number` reads them; thousands may be in groups, also as in India (12,34,567). */
function digitsOf(digits: string, decimal: DecimalMark): string | undefined {
  if (decimal === '.') return withPoint.test(digits) ? digits.replace(/[, ']/g, '') : undefined;
  return withComma.test(digits) && !isAddress(digits)
    ? digits.replace(/[. ']/g, '').replace(',', '.')
    : undefined;
}

/** `192.168.100.200`: four bytes, and hardly ever thousands of millions. */
function isAddress(digits: string): boolean {
  const bytes = digits.split('.');
  return bytes.length === 4 && bytes.every((byte) => Number(byte) <= 255);
}
