/** Which classes a classifier takes for which. */

export interface Confusion {
  readonly classes: number;
  /** classes × classes: rows of the data by their class, then by the answer. */
  readonly counts: readonly number[];
}

/** A class that was taken for another. */
export interface ConfusedPair {
  readonly truth: number;
  readonly answer: number;
  readonly count: number;
  /** Rows of the class `truth`. */
  readonly of: number;
}

/** @param outputs rows × classes; of equal ones the first is the answer. */
export function confusionOf(outputs: Float64Array, labels: ArrayLike<number>, classes: number): Confusion {
  const counts = new Array<number>(classes * classes).fill(0);
  for (let row = 0; row < labels.length; row++) {
    let answer = 0;
    for (let k = 1; k < classes; k++)
      if ((outputs[row * classes + k] ?? 0) > (outputs[row * classes + answer] ?? 0)) answer = k;
    const cell = (labels[row] ?? 0) * classes + answer;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return { classes, counts };
}

export function countOf({ classes, counts }: Confusion, truth: number, answer: number): number {
  return counts[truth * classes + answer] ?? 0;
}

/** Of the rows of a class the share that was answered so; null where it has no rows. */
export function recallOf(confusion: Confusion, truth: number): number | null {
  const rows = rowsOfClass(confusion, truth);
  return rows === 0 ? null : countOf(confusion, truth, truth) / rows;
}

/** Of the answers the share that was right; null where no row was answered so. */
export function precisionOf(confusion: Confusion, answer: number): number | null {
  const { classes } = confusion;
  let answers = 0;
  for (let truth = 0; truth < classes; truth++) answers += countOf(confusion, truth, answer);
  return answers === 0 ? null : countOf(confusion, answer, answer) / answers;
}

/** The most frequent mistakes, the most frequent first. */
export function worstPairs(confusion: Confusion, most: number): ConfusedPair[] {
  const { classes, counts } = confusion;
  return counts
    .map((count, cell) => {
      const truth = Math.floor(cell / classes);
      return { truth, answer: cell % classes, count, of: rowsOfClass(confusion, truth) };
    })
    .filter(({ truth, answer, count }) => truth !== answer && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

export function rowsOfClass({ classes, counts }: Confusion, truth: number): number {
  return counts.slice(truth * classes, (truth + 1) * classes).reduce((sum, count) => sum + count, 0);
}
