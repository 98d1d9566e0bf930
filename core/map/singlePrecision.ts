/** Whether single precision has enough digits for the values along an axis, and what becomes of maps where it hasn't. */
import { obstacleToLanes } from '../engine/cpu/fused/fuseLanes.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import { minimaOf } from './basins.ts';
import type { MapCells } from './mapCells.ts';
import type { MapEngine } from './mapEngine.ts';
import type { MapSpec } from './mapSpec.ts';
import { variedIn } from './scorer.ts';

/** Digits of a float behind its first one, in bits; below 2^-126 there are none. */
const bits = 23;
const lowest = -126;

/** Then rounding moves no value by more than an eighth of a cell. */
const fewestFloats = 4;

/** @param values Ascending. */
export function tellsApart(values: Float64Array): boolean {
  return values.every((value, index) => {
    const before = values[index - 1];
    if (before === undefined) return true;
    return value - before >= fewestFloats * spacing(Math.max(Math.abs(before), Math.abs(value)));
  });
}

/** From a float of this size to the next. */
function spacing(size: number): number {
  return 2 ** (Math.max(lowest, Math.floor(Math.log2(size))) - bits);
}

const tooSmall = 'this part is so small that single precision can’t tell its runs apart';

const onCpu = { kind: 'cpu', device: null } as const;

/**
 * Networks are trained in single precision, and surfaces computed so where the map asks for it; a part that is too small for
 * it is computed in double precision.
 * @returns The part as it is computed, and what is to be said of that; null: nothing.
 */
export function preciselyIn(
  spec: MapSpec,
  ...cells: readonly MapCells[]
): { readonly spec: MapSpec; readonly engine: MapEngine | null } {
  if (spec.precision) return singleIn(spec, cells);
  const { run } = spec;
  const isFine = cells.every(({ isWhole, values }) => isWhole || tellsApart(values));
  if (isFine || !trainsOnData(run.problem) || run.engine === 'float64') return { spec, engine: null };
  if (run.engine !== 'auto')
    return { spec, engine: { ...onCpu, reason: `${tooSmall}, as "engine": "float64" would` } };
  return {
    spec: { ...spec, run: { ...run, engine: 'float64' } },
    engine: { ...onCpu, precision: 'float64', reason: tooSmall },
  };
}

/** Of a surface. */
function singleIn(spec: MapSpec, cells: readonly MapCells[]): ReturnType<typeof preciselyIn> {
  const reason = obstacleToSingle(spec, cells);
  if (reason === null) return { spec, engine: { ...onCpu, precision: 'float32', reason } };
  const { precision: _, ...inDouble } = spec;
  return { spec: inDouble, engine: { ...onCpu, precision: 'float64', reason } };
}

/** Why a part of a map of a surface can't be computed in single precision, as a clause; null where it can. */
export function obstacleToSingle(spec: MapSpec, cells: readonly MapCells[]): string | null {
  const varied = variedIn(spec);
  if (!varied) return 'along one of the axes is no number of the optimizer and no start';
  if (minimaOf(spec).length > 0)
    return 'the minimum at which each run ends is found in double precision alone';
  if (!cells.every(({ isWhole, values }) => isWhole || tellsApart(values))) return tooSmall;
  return obstacleToLanes({ ...spec.run, id: '' }, varied, spec.target, spec.precision);
}
