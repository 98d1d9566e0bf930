/** What the runs of a race ask of a machine, before one has begun. */
import type { DataShape } from '../../../experiment/dataShape.ts';
import { rowsOf } from '../../../experiment/dataShape.ts';
import { trainsOnData } from '../../../experiment/modelProblem.ts';
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { createRunSchedule } from '../../runSchedule.ts';
import { takesStepsTogether } from '../together.ts';

/** Runs that a device computes by the same plan. */
export interface RunGroup {
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  readonly batchSize: number;
  /** Multiplications of a step. */
  readonly work: number;
  /** Whether a device takes steps of several of them together. */
  readonly isShort: boolean;
  readonly runs: number;
  /** Of each run. */
  readonly steps: number;
}

/** null where a GPU is no question: on surfaces, with batches that grow, and where a schedule needs each loss before the next step. */
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
  if (!trainsOnData(problem) || !shape || rows === undefined || createRunSchedule(spec)?.readsLosses)
    return null;
  // Of a device each step is one of the largest batch: where batches grow it isn't asked.
  if (given === null || typeof given === 'object') return null;
  const batchSize = given === 'full' ? rows : given;
  const widths = [shape.features, ...problem.hidden, Math.max(1, shape.classes)];
  const isShort = takesStepsTogether(parametersOf(widths), batchSize);
  const work = workOfStep(widths, batchSize);
  return { widths, batchSize, work, isShort, runs: 1 + others.length, steps };
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
