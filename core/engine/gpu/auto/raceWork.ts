/** What the runs of a race ask of a machine, before one has begun. */

import { epochsAfter } from '../../../epochs.ts';
import { batchRows } from '../../../experiment/batchSize.ts';
import type { DataShape } from '../../../experiment/dataShape.ts';
import { rowsOf } from '../../../experiment/dataShape.ts';
import { trainsOnData } from '../../../experiment/modelProblem.ts';
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { largestBatch } from '../../../problems/data/batches.ts';
import { obstacleTo } from '../obstacleTo.ts';
import { takesStepsTogether } from '../together.ts';

/** Runs that a device computes by the same plan. */
export interface RunGroup {
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
  /** Multiplications of a step, in the mean. */
  readonly work: number;
  /** Those of a step with the largest batch, which each step takes on a device. Absent where all are alike. */
  readonly workOnDevice?: number;
  /** Whether a device takes steps of several of them together. */
  readonly isShort: boolean;
  readonly runs: number;
  /** Of each run. */
  readonly steps: number;
}

/** null where a GPU is no question: on surfaces, and where no GPU computes such runs. */
export function workOfRace(
  specs: readonly RunSpec[],
  shape: DataShape | undefined,
): readonly RunGroup[] | null {
  const groups = new Map<string, RunSpec[]>();
  for (const spec of specs) {
    const key = keyOf(spec);
    const known = groups.get(key);
    if (known) known.push(spec);
    else groups.set(key, [spec]);
  }
  const all = [...groups.values()].map(([first, ...others]) => first && groupOf(first, others, shape));
  const found = all.filter((group) => group !== undefined && group !== null);
  return found.length === all.length ? found : null;
}

/** Runs of one rule, with the same options, schedule and batch size; learning rates and seeds are no part of a plan. */
function keyOf({ optimizer, hyperparameters, batchSize, schedule, steps }: RunSpec): string {
  const options = Object.entries(hyperparameters).filter(([, value]) => typeof value !== 'number');
  return JSON.stringify([optimizer, options, batchSize, schedule, steps]);
}

function groupOf(spec: RunSpec, others: readonly RunSpec[], shape: DataShape | undefined): RunGroup | null {
  const { problem, steps } = spec;
  const rows = rowsOf(problem, shape);
  const given = spec.batchSize;
  if (!trainsOnData(problem) || !shape || rows === undefined || obstacleTo(spec) !== null) return null;
  const batchSize = largestBatch(batchRows(given ?? 'full', rows));
  const widths = [shape.features, ...problem.hidden, Math.max(1, shape.classes)];
  const isShort = takesStepsTogether(parametersOf(widths), batchSize);
  const ofLargest = workOfStep(widths, batchSize);
  const group = { widths, batchSize, isShort, runs: 1 + others.length, steps };
  if (typeof given !== 'object') return { ...group, work: ofLargest };
  const rowsOfStep = (rows * epochsAfter(spec.stepsPerEpoch, steps)) / steps;
  return { ...group, work: workOfStep(widths, rowsOfStep), workOnDevice: ofLargest };
}

function parametersOf(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, outputs, depth) => sum + ((widths[depth] ?? 0) + 1) * outputs, 0);
}

/**
 * Multiplications of a step, by each row: one for each weight on the way forward, one for the gradient and, behind the
 * first layer, one for the way back.
 */
export function workOfStep(widths: readonly number[], rows: number): number {
  return widths
    .slice(1)
    .reduce((sum, outputs, depth) => sum + (depth === 0 ? 2 : 3) * rows * (widths[depth] ?? 0) * outputs, 0);
}
