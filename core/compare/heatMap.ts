/** Two settings against each other: what comes of each pair of their values. */
import type { Setting, SettingValue } from '../race/runSettings.ts';
import { ascending, quantile } from '../statistics/quantile.ts';
import type { Specified } from './groups.ts';

export interface Cell<Run> {
  readonly runs: readonly Run[];
  /** The median; infinite where more than half have diverged, NaN where none can be judged yet. */
  readonly score: number;
  /** How many of them have an infinite score. */
  readonly lost: number;
}

export interface HeatMap<Run> {
  /** In ascending order; words in the order of the runs. */
  readonly columns: readonly SettingValue[];
  readonly rows: readonly SettingValue[];
  /** Row by row; null where no run has this pair. */
  readonly cells: readonly (readonly (Cell<Run> | null)[])[];
  /** The smallest and the largest finite score; null where there is none. */
  readonly range: readonly [number, number] | null;
}

/** @param score Of a run; NaN: not yet; infinite: diverged, or its target not reached. */
export function heatMap<Run extends Specified>(
  runs: readonly Run[],
  across: Setting,
  down: Setting,
  score: (run: Run) => number,
): HeatMap<Run> {
  const [columns, rows] = [valuesOf(runs, across), valuesOf(runs, down)];
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = keyOf(across.of(run.facts), down.of(run.facts));
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const cells = rows.map((row) =>
    columns.map((column) => {
      const same = groups.get(keyOf(column, row));
      return same ? cellOf(same, score) : null;
    }),
  );
  const finite = cells.flat().flatMap((cell) => (cell && Number.isFinite(cell.score) ? cell.score : []));
  const range = finite.length > 0 ? ([Math.min(...finite), Math.max(...finite)] as const) : null;
  return { columns, rows, cells, range };
}

function cellOf<Run>(runs: readonly Run[], score: (run: Run) => number): Cell<Run> {
  const known = runs.map(score).filter((value) => !Number.isNaN(value));
  return {
    runs,
    score: known.length > 0 ? quantile(ascending(known), 0.5) : Number.NaN,
    lost: known.filter((value) => value === Number.POSITIVE_INFINITY).length,
  };
}

function valuesOf(runs: readonly Specified[], { of }: Setting): SettingValue[] {
  const values = [...new Set(runs.map(({ facts }) => of(facts)).filter((value) => value !== null))];
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => a - b) : values;
}

function keyOf(a: SettingValue | null, b: SettingValue | null): string {
  return JSON.stringify([a, b]);
}
