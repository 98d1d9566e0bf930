/** The limit of theory on quadratics, as a curve over the plane of a map. */
import { largestStableRate } from '../engine/divergence.ts';
import { type MappedRun, withSetting } from '../experiment/map/mapSettings.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { numbersIn } from '../rule/check/settings.ts';
import type { MapCells } from './mapCells.ts';
import { placeInCells } from './mapCells.ts';
import type { MapSpec } from './mapSpec.ts';

/** A point by where it lies among the cells: 0 in the middle of the first column or row. */
export interface BoundPoint {
  readonly column: number;
  readonly row: number;
}

/** The largest learning rate that theory has for a run; null where it has none. */
export function largestRateOf(run: MappedRun): number | null {
  return largestStableRate({ ...run, id: '' }) ?? null;
}

/**
 * Points from one edge to the other. Theory has a largest rate for gradient descent, the heavy ball and Nesterov's form, so
 * that one of the axes is the learning rate.
 * @returns null where it has none.
 */
export function stabilityBound(
  { run, rows, x, y }: MapSpec,
  columns: MapCells,
  up: MapCells,
): readonly BoundPoint[] | null {
  const isAcross = x.setting === 'lr';
  if (!isAcross && y.setting !== 'lr') return null;
  const [rates, others, name] = isAcross ? [columns, up, y.setting] : [up, columns, x.setting];
  const points: BoundPoint[] = [];
  for (const [index, value] of others.values.entries()) {
    const rate = largestRateOf(withSetting(run, name, value, rows ?? undefined));
    if (rate === null || !(rate > 0)) return null;
    const place = placeInCells(rates, rate);
    points.push(isAcross ? { column: place, row: index } : { column: index, row: place });
  }
  return points;
}

/** `lr · 100 = 2 + 2 · momentum`: the equation of the limit; null where there is none. */
export function boundEquation(run: MappedRun): string | null {
  if (largestRateOf(run) === null) return null;
  const curvature = surfaceOf(run.problem)?.largestCurvature;
  const { momentum } = numbersIn(run.hyperparameters);
  const left = `lr · ${curvature}`;
  if (momentum === undefined) return `${left} = 2`;
  const looksAhead = run.optimizer === 'nesterov' || run.hyperparameters['nesterov'] === true;
  return `${left}${looksAhead ? ' · (1 + 2 · momentum)' : ''} = 2 + 2 · momentum`;
}
