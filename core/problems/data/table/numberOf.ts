import { isInfinite, readWritten, type WrittenNumber } from './notation.ts';
import { type DecimalMark, largestNumber } from './tableOptions.ts';

/**
 * The number that a text is; NaN where it is none, is infinite or beyond `largestNumber`. Hexadecimal and the like,
 * which `Number` reads, are no numbers.
 */
export function numberOf(text: string, decimal: DecimalMark): number {
  const trimmed = text.trim();
  const plain = plainNumberOf(trimmed, decimal);
  if (!Number.isNaN(plain)) return plain;
  return writtenNumberOf(trimmed, decimal)?.value ?? Number.NaN;
}

/** The number that a text without spaces at its ends is in the notation of most files: digits, one mark, an exponent. */
export function plainNumberOf(text: string, decimal: DecimalMark): number {
  let number: number;
  if (decimal === '.') number = Number(text);
  else if (text.includes('.')) return Number.NaN;
  else number = Number(text.replace(',', '.'));
  if (!(Math.abs(number) <= largestNumber)) return Number.NaN;
  if (number === 0 && text === '') return Number.NaN;
  return text.charCodeAt(0) === zero && otherBase.test(text) ? Number.NaN : number;
}

/** The number that a text is without a unit or a doubtful notation; undefined where it is none. */
export function bareNumberOf(text: string, decimal: DecimalMark): number | undefined {
  const plain = plainNumberOf(text, decimal);
  if (!Number.isNaN(plain)) return plain;
  const written = writtenNumberOf(text, decimal);
  return written?.isBare ? written.value : undefined;
}

/** The number that a text is in any other notation. */
export function writtenNumberOf(text: string, decimal: DecimalMark): WrittenNumber | undefined {
  const written = readWritten(text, decimal);
  return written && Math.abs(written.value) <= largestNumber ? written : undefined;
}

/** Whether a text that looks like a number is one that is infinite or beyond `largestNumber`. */
export function isBeyondLimits(text: string): boolean {
  if (isInfinite(text)) return true;
  return (['.', ','] as const).some((mark) => Math.abs(readWritten(text, mark)?.value ?? 0) > largestNumber);
}

const zero = 0x30;
const otherBase = /^0[xob]/i;
