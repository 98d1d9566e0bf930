/** Numbers beside each other: the same number of significant digits each, so that they keep their width from step to step. */

const significant = 6;

/** `66.9456`, `0.880596`, `1.23457e-8`, `NaN`: six significant digits, zeros included, with an exponent where zeros would hide them. */
export function digitsOf(value: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential(significant - 1).split('e');
  const power = Number(exponent);
  return power < -4 || power >= significant ? `${mantissa}e${power}` : value.toPrecision(significant);
}

/** As a person types it: `0.9`, `0.1` of 1 - 0.9, `1e-8`. */
export function shortDigitsOf(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(significant))) : String(value);
}

/** Digits as people read them: with the sign of a minus, and of infinity. */
export function readDigits(digits: string): string {
  return digits.replaceAll('-', '−').replace('Infinity', '∞');
}
