/** Two numbers that differ, as people read them. */
import { formatNumber } from '../../format.ts';

const fewestDigits = 4;
const mostDigits = 17;

/** As in formulas, with a minus rather than a hyphen, and whole numbers as they are. */
export function numberWords(value: number, digits: number): string {
  const text = Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : formatNumber(value, digits);
  return text.replace(/^-/, '−');
}

/** Whether two numbers are the same with so many digits. */
export function isAlike(a: number, b: number, digits: number): boolean {
  return a.toPrecision(digits) === b.toPrecision(digits);
}

/** Both with as many digits as it takes to tell them apart. */
export function toldApart(yours: number, expected: number): readonly [string, string] {
  for (let digits = fewestDigits; digits < mostDigits; digits++) {
    if (isAlike(yours, expected, digits)) continue;
    return [numberWords(yours, digits), numberWords(expected, digits)];
  }
  return [String(yours), String(expected)];
}
