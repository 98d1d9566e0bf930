/** Two numbers that differ, as people read them. */
import { formatNumber } from '../../format.ts';

const fewestDigits = 4;
const mostDigits = 17;

/** As in formulas, with a minus rather than a hyphen, and whole numbers as they are. */
function numberWords(value: number, digits: number): string {
  const text = Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : formatNumber(value, digits);
  return text.replace(/^-/, '−');
}

/** Both with as many digits as it takes to tell them apart. */
export function toldApart(yours: number, expected: number): readonly [string, string] {
  for (let digits = fewestDigits; digits < mostDigits; digits++) {
    const texts = [numberWords(yours, digits), numberWords(expected, digits)] as const;
    if (texts[0] !== texts[1]) return texts;
  }
  return [String(yours), String(expected)];
}
