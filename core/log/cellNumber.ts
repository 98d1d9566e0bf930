import { readWritten } from '../problems/data/table/notation.ts';

/**
 * The number that a value of a log is, as training scripts write them: `0.5`, `1e-3`, `nan`, `-inf`, `tensor(0.5)`,
 * `85.3%` (a share), `01:23` (seconds), `2026-03-01 12:00:00` (Unix seconds).
 * @param decimalComma Whether `0,5` is a half: not where commas divide values.
 * @returns undefined where the value is missing or a text.
 */
export function cellNumber(text: string, decimalComma: boolean): number | undefined {
  const number = Number(text);
  if (!Number.isNaN(number) && (text.charCodeAt(0) > zero || !otherBase.test(text))) return number;
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > longest) return undefined;
  const word = words.get(trimmed.toLowerCase());
  if (word !== undefined) return word;
  if (decimalComma && withComma.test(trimmed)) return Number(trimmed.replace(',', '.'));
  const tensor = tensors.exec(trimmed)?.[1];
  if (tensor !== undefined) return cellNumber(tensor, false);
  if (!beginsLikeNumber.test(trimmed)) return undefined;
  return (
    secondsOf(trimmed) ?? readWritten(trimmed, decimalComma && !trimmed.includes('.') ? ',' : '.')?.value
  );
}

const longest = 60;
const zero = 0x30;
/** Blank, or hexadecimal and the like. */
const otherBase = /^\s*(?:0[xob]|$)/i;
const withComma = /^[-+]?\d+,\d+(?:e[-+]?\d+)?$/i;
const tensors = /^(?:tensor|array|np\.float\d+|float)\(([-+\w.]+)[,)]/;
const beginsLikeNumber = /^[-+\d.\u2212(]/;
const clock = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$/;
const date = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

const words = new Map([
  ['nan', Number.NaN],
  ['-nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
]);

function secondsOf(text: string): number | undefined {
  const [, first, second, third] = clock.exec(text) ?? [];
  if (first !== undefined && second !== undefined) {
    const whole = 60 * Number(first) + Number(second);
    return third === undefined ? whole : 60 * whole + Number(third);
  }
  const milliseconds = date.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}
