import type { Scale } from '../dataset.ts';

/**
 * Means and standard deviations (with divisor n) of each column over the given rows of a table. A column that is
 * constant has the deviation 1, so that it becomes 0. With `keepIndicators`, columns of only 0 and 1, such as
 * categories, have mean 0 and deviation 1, so that they stay as they are.
 * @param values rows × width, one row after the other.
 */
export function measureScale(
  values: Float64Array,
  width: number,
  rows: Int32Array,
  { keepIndicators = false } = {},
): Scale {
  const { means, kept } = measureMeans(values, width, rows, keepIndicators);
  const squares = new Float64Array(width);
  for (const row of rows)
    for (let column = 0; column < width; column++)
      squares[column] =
        (squares[column] ?? 0) + ((values[row * width + column] ?? 0) - (means[column] ?? 0)) ** 2;
  const deviations = squares.map((sum, column) => (kept[column] ? 1 : Math.sqrt(sum / rows.length) || 1));
  return { means, deviations };
}

/** Also tells which columns are left as they are. */
function measureMeans(
  values: Float64Array,
  width: number,
  rows: Int32Array,
  keepIndicators: boolean,
): { means: Float64Array; kept: Uint8Array } {
  const sums = new Float64Array(width);
  const least = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  const kept = new Uint8Array(width).fill(keepIndicators ? 1 : 0);
  for (const row of rows)
    for (let column = 0; column < width; column++) {
      const value = values[row * width + column] ?? 0;
      sums[column] = (sums[column] ?? 0) + value;
      if (value < (least[column] ?? 0)) least[column] = value;
      if (value > (most[column] ?? 0)) most[column] = value;
      if (value !== 0 && value !== 1) kept[column] = 0;
    }
  const means = sums.map((sum, column) => {
    if (kept[column]) return 0;
    // The sum of equal numbers is rounded: its share would not be quite the number, and a deviation would remain.
    return least[column] === most[column] ? (least[column] ?? 0) : sum / rows.length;
  });
  return { means, kept };
}
