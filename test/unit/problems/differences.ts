/** The gradient of `f` at `at` by central differences, with a step fit for each coordinate's size. */
export function centralDifferences(f: (at: Float64Array) => number, at: Float64Array): number[] {
  return Array.from(at, (value, index) => {
    const step = 1e-5 * Math.max(1, Math.abs(value));
    const moved = (by: number) => f(at.map((each, other) => (other === index ? each + by : each)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
}

/** |a - b| in units of max(1, |b|), the largest over all components. */
export function largestDeviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const deviations = Array.from(a, (value, index) => {
    const wanted = b[index] ?? Number.NaN;
    return Math.abs(value - wanted) / Math.max(1, Math.abs(wanted));
  });
  // Math.max passes NaN on, so that a NaN on either side fails every bound.
  return Math.max(0, ...deviations);
}
