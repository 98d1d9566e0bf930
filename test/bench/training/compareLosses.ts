/** Two contestants compute the same if their first losses agree; only then is it worth saying which is faster. */

/** Relative to the loss or, where that is smaller, to 1. */
const tolerance = 1e-4;

/** @returns What is wrong with `losses`, in words; null where nothing is. */
export function differenceOf(losses: readonly number[], expected: readonly number[]): string | null {
  if (losses.length !== expected.length) return `has ${losses.length} losses — expected ${expected.length}`;
  const differences = losses.map((loss, step) => {
    const other = expected[step] ?? Number.NaN;
    return Math.abs(loss - other) / Math.max(1, Math.abs(other));
  });
  // Not `> tolerance`, which a NaN would pass.
  const step = differences.findIndex((difference) => !(difference <= tolerance));
  if (step < 0) return null;
  const [loss, other] = [losses[step], expected[step]].map((value) => value?.toPrecision(7));
  return `has loss ${loss} in step ${step + 1} — expected ${other}, to ${tolerance}`;
}
