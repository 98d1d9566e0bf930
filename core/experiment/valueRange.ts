/** Evenly spread values between two ends, rounded to what a person would type. */

export interface ValueRange {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Evenly spread factors or differences; the first needs ends above 0. */
  readonly scale: 'log' | 'linear';
}

/** Digits that the smallest distance between two values keeps. */
const digits = 3;
/** Of float64, all of which are certain. */
const mostDigits = 15;
/** Behind the point, of what JavaScript writes out. */
const mostDecimals = 100;

/** The values from the first to the last; both ends are exact. */
export function valuesOfRange({ from, to, count, scale }: ValueRange): number[] {
  const at = scale === 'log' ? logarithmic(from, to) : linear(from, to, count);
  return Array.from({ length: count }, (_, index) => {
    const share = index / Math.max(1, count - 1);
    return share === 0 ? from : share === 1 ? to : at(share, count);
  });
}

/** Three digits, or more where values are so close that the last would be uneven. */
function logarithmic(from: number, to: number) {
  const [low, high] = [Math.log(from), Math.log(to)];
  return (share: number, count: number) => {
    const step = Math.expm1((high - low) / (count - 1));
    const needed = Math.max(digits, digits - 1 - Math.floor(Math.log10(step)));
    const value = Math.exp(low + share * (high - low));
    return Number(value.toPrecision(Math.min(mostDigits, needed)));
  };
}

function linear(from: number, to: number, count: number) {
  const step = to / (count - 1) - from / (count - 1);
  const decimals = digits - 1 - Math.floor(Math.log10(step));
  // Not the difference of the ends, which may be too large for a number.
  return (share: number) => {
    const value = from * (1 - share) + to * share;
    return decimals > mostDecimals ? value : Number(value.toFixed(Math.max(0, decimals)));
  };
}
