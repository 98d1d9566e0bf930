/** The limit of theory on quadratics, as a curve over the plane of a map. */
import { largestStableRate } from '../engine/divergence.ts';
import { type MappedRun, withSetting } from '../experiment/map/mapSettings.ts';
import { surfaceOf } from '../experiment/surfaceOf.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { numbersIn } from '../rule/check/settings.ts';
import { betweenKnots } from './betweenKnots.ts';
import { LinearStep } from './iterationMatrix.ts';
import { largestLinearRate } from './largestLinearRate.ts';
import { type MapCells, placeInCells } from './mapCells.ts';
import type { MapSpec } from './mapSpec.ts';

/** A point by where it lies among the cells: 0 in the middle of the first column or row. */
export interface BoundPoint {
  readonly column: number;
  readonly row: number;
}

/** The largest learning rate that theory has for a run; null where it has none. */
export function largestRateOf(run: MappedRun): number | null {
  return closedRateOf(run) ?? linearRateOf(run);
}

/** By a formula. */
function closedRateOf(run: MappedRun): number | null {
  if (run.hyperparameters['maximize'] === true) return null;
  return largestStableRate({ ...run, id: '' }) ?? null;
}

/** By the matrix that a step is. */
function linearRateOf(run: MappedRun): number | null {
  const curvature = surfaceOf(run.problem)?.largestCurvature;
  const values = numbersIn(run.hyperparameters);
  if (curvature === undefined || run.schedule || values['lr'] === undefined) return null;
  const step = linearStepOf(run);
  return step && largestLinearRate(step, values, curvature);
}

/** The last one: views of a map differ in numbers alone. */
let last: { readonly key: string; readonly step: LinearStep | null } | undefined;

function linearStepOf({ optimizer, rule: own, hyperparameters }: MappedRun): LinearStep | null {
  const options = Object.entries(hyperparameters).filter(([, value]) => typeof value !== 'number');
  const key = JSON.stringify([optimizer, own?.text, options]);
  if (last?.key !== key) {
    const rule = ruleOf({ optimizer, rule: own });
    last = { key, step: rule ? new LinearStep(rule, hyperparameters) : null };
  }
  return last.step;
}

/**
 * The largest rate of each value of the other setting: of each row or, where the rate is upwards, of each column.
 * @returns null where theory has none, or neither axis is the learning rate.
 */
export function largestRates(
  { run, rows, x, y }: MapSpec,
  columns: MapCells,
  up: MapCells,
): readonly number[] | null {
  if (x.setting !== 'lr' && y.setting !== 'lr') return null;
  const { values, axis } = x.setting === 'lr' ? up : columns;
  const runAt = (index: number) => withSetting(run, axis.setting, values[index] ?? 0, rows ?? undefined);
  if (closedRateOf(runAt(0)) === null)
    return betweenKnots(values.length, (index) => largestRateOf(runAt(index)));
  const rates = Array.from(values, (_, index) => largestRateOf(runAt(index)) ?? 0);
  return rates.every((rate) => rate > 0) ? rates : null;
}

/** Points from one edge to the other; null where theory has no rates. */
export function stabilityBound(
  spec: MapSpec,
  columns: MapCells,
  up: MapCells,
  rates = largestRates(spec, columns, up),
): readonly BoundPoint[] | null {
  if (!rates) return null;
  const isAcross = spec.x.setting === 'lr';
  const axis = isAcross ? columns : up;
  return rates.map((rate, index) => {
    const place = placeInCells(axis, rate);
    return isAcross ? { column: place, row: index } : { column: index, row: place };
  });
}

/**
 * Where the heavy ball comes to the minimum fastest in the end: lr = 4 / (√L + √μ)², momentum = ((√L − √μ) / (√L + √μ))²,
 * with the largest and the smallest curvature (Polyak 1964). null of other rules, axes and surfaces.
 */
export function longRunBest({ run, x, y }: MapSpec, columns: MapCells, up: MapCells): BoundPoint | null {
  const { largestCurvature: largest, smallestCurvature: least } = surfaceOf(run.problem) ?? {};
  const isBall =
    run.optimizer === 'momentum' || (run.optimizer === 'sgd' && !run.hyperparameters['nesterov']);
  const axes = [x.setting, y.setting];
  const hasAxes = axes.includes('lr') && axes.includes('momentum');
  if (largest === undefined || least === undefined || !isBall || !hasAxes || closedRateOf(run) === null)
    return null;
  const [steep, flat] = [Math.sqrt(largest), Math.sqrt(least)];
  const rate = 4 / (steep + flat) ** 2;
  const momentum = ((steep - flat) / (steep + flat)) ** 2;
  const place = (cells: MapCells) => placeInCells(cells, cells.axis.setting === 'lr' ? rate : momentum);
  return { column: place(columns), row: place(up) };
}

/** `lr · 100 = 2 + 2 · momentum`: the equation of the limit; null where there is none. */
export function boundEquation(run: MappedRun): string | null {
  if (closedRateOf(run) === null) return linearRateOf(run) === null ? null : 'spectral radius of a step = 1';
  const curvature = surfaceOf(run.problem)?.largestCurvature;
  const { momentum } = numbersIn(run.hyperparameters);
  const left = `lr · ${curvature}`;
  if (momentum === undefined) return `${left} = 2`;
  const looksAhead = run.optimizer === 'nesterov' || run.hyperparameters['nesterov'] === true;
  return `${left}${looksAhead ? ' · (1 + 2 · momentum)' : ''} = 2 + 2 · momentum`;
}
