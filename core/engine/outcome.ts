/** Whether a run that has done its steps has made anything better. */

import { epochsAfter } from '../epochs.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { isHeldOut } from '../experiment/splitOf.ts';
import { formatNumber } from '../format.ts';
import { remedyOf } from './divergence.ts';

/** Losses at the start and at the end that can be compared. */
export interface Outcome {
  readonly from: number;
  readonly to: number;
  /** Relative; by how much they differ where nothing has changed. */
  readonly noise: number;
}

/** Rounding of single precision, over many rows. */
const rounding = 1e-5;
/** The mean over an epoch of mini-batches, against the loss on held-out rows, with the same weights. */
const noiseOfBatches = 0.2;

interface Losses {
  /** Of the first step's mini-batch, before it. */
  readonly first: number;
  /** The last one; of models the mean over the last epoch. */
  readonly last: number;
  /** On the rows that the run is judged by; null where it wasn't evaluated. */
  readonly firstEvaluation: number | null;
  readonly lastEvaluation: number | null;
}

/**
 * On surfaces the losses themselves, of models those on the whole training set. Where rows are held out, their loss may
 * rise since the network overfits: the mean over the last epoch's mini-batches counts, if there was an epoch.
 */
export function outcomeOf(run: RunSpec, stepsDone: number, losses: Losses): Outcome | null {
  const { first, last, firstEvaluation, lastEvaluation } = losses;
  if (!trainsOnData(run.problem)) return { from: first, to: last, noise: 0 };
  if (firstEvaluation === null || lastEvaluation === null || epochsAfter(run.stepsPerEpoch, stepsDone) < 1)
    return null;
  return isHeldOut(run.problem)
    ? { from: firstEvaluation, to: last, noise: noiseOfBatches }
    : { from: firstEvaluation, to: lastEvaluation, noise: rounding };
}

/** `loss rose from 2.4 to 585; try a learning rate of 1`; null where it didn't, or was meant to. */
export function riseOf(run: RunSpec, { from, to, noise }: Outcome): string | null {
  if (run.hyperparameters['maximize'] === true || !(to > from + noise * Math.abs(from))) return null;
  return `loss rose from ${formatNumber(from)} to ${formatNumber(to)}; ${remedyOf(run)}`;
}
