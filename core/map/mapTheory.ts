/** What theory says of a map. */
import type { MapCells } from './mapCells.ts';
import type { MapSpec } from './mapSpec.ts';
import { runAt } from './runAt.ts';
import { scalingLine } from './scalingLine.ts';
import {
  type BoundPoint,
  boundEquation,
  largestRates,
  longRunBest,
  stabilityBound,
} from './stabilityBound.ts';

export interface MapTheory {
  /** `limit`: above it runs diverge. `scaling`: along it the linear scaling rule says that runs end alike. */
  readonly about: 'limit' | 'scaling';
  /** `lr · 100 = 2 + 2 · momentum` */
  readonly equation: string;
  readonly points: readonly BoundPoint[];
  /** Of a limit the largest rate of each row or, where the rate is upwards, of each column; else none. */
  readonly rates: readonly number[];
  /** Where runs come to the minimum fastest in the end; null where no formula says. */
  readonly longRun: BoundPoint | null;
}

/** null where theory says nothing. */
export function theoryOf(spec: MapSpec, columns: MapCells, rows: MapCells): MapTheory | null {
  return limitOf(spec, columns, rows) ?? scalingOf(spec, columns, rows);
}

function scalingOf(spec: MapSpec, columns: MapCells, rows: MapCells): MapTheory | null {
  const line = scalingLine(spec, columns, rows);
  return line && { about: 'scaling', ...line, rates: [], longRun: null };
}

function limitOf(spec: MapSpec, columns: MapCells, rows: MapCells): MapTheory | null {
  const rates = largestRates(spec, columns, rows);
  const points = rates && stabilityBound(spec, columns, rows, rates);
  const equation = boundEquation(runAt(spec, columns.values[0] ?? 0, rows.values[0] ?? 0));
  if (!points || equation === null) return null;
  return { about: 'limit', equation, points, rates, longRun: longRunBest(spec, columns, rows) };
}
