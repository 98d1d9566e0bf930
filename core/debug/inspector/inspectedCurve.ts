/** The loss of a run as a curve of few points: below a slider a thousand pixels have to tell all. */

export interface InspectedCurve {
  readonly steps: readonly number[];
  /** null where the loss isn't finite. */
  readonly losses: readonly (number | null)[];
}

/** Of each the smallest and the largest loss are kept. */
const buckets = 400;

/** @param count How many points there are. */
export function inspectedCurve(
  count: number,
  stepOf: (index: number) => number,
  lossOf: (index: number) => number,
): InspectedCurve {
  const kept = count <= 2 * buckets ? Array.from({ length: count }, (_, i) => i) : extremesOf(count, lossOf);
  return {
    steps: kept.map(stepOf),
    losses: kept.map((index) => {
      const loss = lossOf(index);
      return Number.isFinite(loss) ? loss : null;
    }),
  };
}

/** In their order, the first and the last among them. */
function extremesOf(count: number, lossOf: (index: number) => number): number[] {
  const kept = new Set([0, count - 1]);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [begin, end] = [bucket, bucket + 1].map((edge) => Math.floor((edge * count) / buckets));
    let [low, high] = [begin ?? 0, begin ?? 0];
    for (let index = begin ?? 0; index < (end ?? 0); index++) {
      const loss = lossOf(index);
      // What isn't finite is the largest of all, and the first such ends the curve.
      if (loss < lossOf(low)) low = index;
      if (loss > lossOf(high) || (!Number.isFinite(loss) && Number.isFinite(lossOf(high)))) high = index;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b);
}
