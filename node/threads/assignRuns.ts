/** Which thread a run begins in. */
import type { RunSpec } from '../../core/experiment/runSpec.ts';

/** An update of the parameters takes about as long as this many examples. */
const updateInExamples = 3;

/**
 * How long a run takes in comparison to others of its race, as far as that can be told beforehand.
 * @param rows Of the data to train on; undefined on surfaces.
 */
export function estimateWork({ steps, stepsPerEpoch }: RunSpec, rows: number | undefined): number {
  const examples = rows === undefined ? 0 : rows / stepsPerEpoch;
  return steps * (examples + updateInExamples);
}

/**
 * A thread for each run: the longest first, each to the thread that has the least to do (Graham 1969).
 * @param work Of each run.
 * @param workers At least 1.
 */
export function assignRuns(work: readonly number[], workers: number): number[] {
  const loads = new Array<number>(workers).fill(0);
  const owners = new Array<number>(work.length).fill(0);
  const order = [...work.keys()].sort((a, b) => (work[b] ?? 0) - (work[a] ?? 0));
  for (const run of order) {
    const worker = loads.indexOf(Math.min(...loads));
    owners[run] = worker;
    loads[worker] = (loads[worker] ?? 0) + (work[run] ?? 0);
  }
  return owners;
}
