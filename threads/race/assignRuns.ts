/** Which thread a run begins in. */

import { epochsAfter } from '../../core/epochs.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';

/** An update of the parameters takes about as long as this many examples. */
const updateInExamples = 3;

/**
 * How long a run takes in comparison to others of its race, as far as that can be told beforehand.
 * @param rows Of the data to train on; undefined on surfaces.
 */
export function estimateWork({ steps, stepsPerEpoch }: RunSpec, rows: number | undefined): number {
  const examples = rows === undefined ? 0 : rows * epochsAfter(stepsPerEpoch, steps);
  return examples + steps * updateInExamples;
}

/**
 * A thread for each run: the longest first, each to the thread that has the least to do (Graham 1969). The first thread
 * has all that a GPU computes, so that they are asked for together, and no others where there are more threads.
 * @param work Of each run.
 * @param workers At least 1.
 * @param onGpu Runs that a GPU computes. Default: none.
 */
export function assignRuns(
  work: readonly number[],
  workers: number,
  onGpu: ReadonlySet<number> = new Set(),
): number[] {
  const loads = new Array<number>(workers).fill(0);
  const owners = new Array<number>(work.length).fill(0);
  const order = [...work.keys()].sort((a, b) => (work[b] ?? 0) - (work[a] ?? 0));
  const first = onGpu.size > 0 && workers > 1 ? 1 : 0;
  for (const run of order) {
    if (onGpu.has(run)) continue;
    const worker = loads.indexOf(Math.min(...loads.slice(first)), first);
    owners[run] = worker;
    loads[worker] = (loads[worker] ?? 0) + (work[run] ?? 0);
  }
  return owners;
}
