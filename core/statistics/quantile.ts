/**
 * The value below which a share of the values lies, on the line between the two nearest ones, as NumPy's default does
 * (Hyndman & Fan 1996, definition 7). What is not a number counts as infinite: a run without a loss is no good run.
 * @param sorted In ascending order, as `ascending` gives them; at least one.
 * @param share 0 to 1.
 */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  const part = place - below;
  // Between a number and infinity everything is infinite, and 0 · infinity is no number.
  return part === 0 || low === high ? low : low + part * (high - low);
}

/** A sorted copy in which what is not a number is infinite, and last. */
export function ascending(values: readonly number[]): number[] {
  return values
    .map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value))
    .sort((a, b) => a - b);
}

/** What lies in the middle of some values. */
export interface Middle {
  readonly median: number;
  /** The middle half is between these. */
  readonly low: number;
  readonly high: number;
}

/** Of at least one value. */
export function middleOf(values: readonly number[]): Middle {
  const sorted = ascending(values);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}
