/** Whether single precision has enough digits for the values along an axis, and what becomes of networks where it hasn't. */
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { MapCells } from './mapCells.ts';
import type { MapEngine } from './mapEngine.ts';
import type { MapSpec } from './mapSpec.ts';

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

/**
 * Networks are trained in single precision; a part of their map that is too small for it is computed in double precision.
 * @returns The part as it is computed, and what is to be said of that; null: nothing.
 */
export function preciselyIn(
  spec: MapSpec,
  ...cells: readonly MapCells[]
): { readonly spec: MapSpec; readonly engine: MapEngine | null } {
  const { run } = spec;
  const isFine = cells.every(({ isWhole, values }) => isWhole || tellsApart(values));
  if (isFine || !trainsOnData(run.problem) || run.engine === 'float64') return { spec, engine: null };
  const onCpu = { kind: 'cpu', device: null } as const;
  if (run.engine !== 'auto')
    return { spec, engine: { ...onCpu, reason: `${tooSmall}, as "engine": "float64" would` } };
  return {
    spec: { ...spec, run: { ...run, engine: 'float64' } },
    engine: { ...onCpu, precision: 'float64', reason: tooSmall },
  };
}
