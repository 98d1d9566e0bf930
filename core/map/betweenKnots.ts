/** Values that take long to compute, for many places in a row: computed where they bend, on a line between. */

/** First distance of places for which values are computed. */
const widest = 32;
/** A value in the middle that is as near to the line shows that there is no bend. */
const near = 0.002;

/**
 * @param valueAt Above 0; null where there is none.
 * @returns null where one that is computed is not above 0.
 */
export function betweenKnots(
  count: number,
  valueAt: (index: number) => number | null,
): readonly number[] | null {
  const values = new Array<number>(count).fill(Number.NaN);
  const compute = (index: number) => {
    values[index] = valueAt(index) ?? Number.NaN;
  };
  const fill = (low: number, high: number) => {
    if (high - low < 2) return;
    const middle = (low + high) >> 1;
    compute(middle);
    const [first, known, last] = [low, middle, high].map((index) => values[index] ?? Number.NaN);
    if (first === undefined || known === undefined || last === undefined) return;
    const line = first + ((last - first) * (middle - low)) / (high - low);
    if (Math.abs(known - line) > near * known) {
      fill(low, middle);
      fill(middle, high);
      return;
    }
    for (let i = low + 1; i < high; i++) {
      const [from, to] = i < middle ? [low, middle] : [middle, high];
      const [start, end] = [values[from] ?? Number.NaN, values[to] ?? Number.NaN];
      if (i !== middle) values[i] = start + ((end - start) * (i - from)) / (to - from);
    }
  };
  compute(0);
  for (let low = 0; low < count - 1; low += widest) {
    const high = Math.min(count - 1, low + widest);
    compute(high);
    if (!((values[low] ?? 0) > 0) || !((values[high] ?? 0) > 0)) return null;
    fill(low, high);
  }
  return values.every((value) => value > 0) ? values : null;
}
