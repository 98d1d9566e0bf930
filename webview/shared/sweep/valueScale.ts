/** Whether values that somebody tried are spread by factors, as learning rates usually are, or by differences. */
export function isGeometric(values: readonly number[]): boolean {
  const sorted = [...new Set(values)].filter(Number.isFinite).sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  if (low <= 0) return false;
  if (sorted.length <= 2) return high / low >= 10;
  const unevenness = (place: (value: number) => number) => {
    const [from, to] = [place(low), place(high)];
    return sorted.reduce((sum, value, i) => {
      const even = i / (sorted.length - 1);
      return sum + Math.abs((place(value) - from) / (to - from) - even);
    }, 0);
  };
  return unevenness(Math.log) < unevenness((value) => value);
}

/** Where a value is between two others, 0 to 1; in the middle where these are the same. */
export function shareBetween(value: number, low: number, high: number, log: boolean): number {
  if (high <= low) return 0.5;
  return log
    ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
    : (value - low) / (high - low);
}
