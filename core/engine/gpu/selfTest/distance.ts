/** The largest difference, as a share of the largest of the expected numbers. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i] ?? Number.NaN, expected[i] ?? Number.NaN];
    if (Number.isNaN(a - e)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, Math.abs(a - e));
    scale = Math.max(scale, Math.abs(e));
  }
  return actual.length === expected.length ? difference / (scale || 1) : Number.POSITIVE_INFINITY;
}
