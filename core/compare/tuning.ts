/** Tuning curves: what comes of each value of a setting, such as the learning rate, for each optimizer. */
import type { Setting } from '../race/runSettings.ts';
import { type Middle, middleOf } from '../statistics/quantile.ts';
import type { Specified } from './groups.ts';

export interface TuningPoint<Run> extends Middle {
  readonly value: number;
  readonly runs: readonly Run[];
}

export interface TuningCurve<Run> {
  /** Display name of the optimizer. */
  readonly name: string;
  /** In the order of their values. */
  readonly points: readonly TuningPoint<Run>[];
  /** The one with the lowest median; null where none is finite. */
  readonly best: TuningPoint<Run> | null;
  /** Whether the best is the first or the last value tried: others beyond it may be better. */
  readonly isAtEdge: boolean;
}

/**
 * One curve an optimizer, in the order of their first runs. Runs of one value are judged together, whatever else they
 * differ in; those that can't be judged yet are left out.
 * @param score NaN: not yet; infinite: diverged.
 */
export function tuningCurves<Run extends Specified>(
  runs: readonly Run[],
  setting: Setting,
  score: (run: Run) => number,
): TuningCurve<Run>[] {
  const names = new Set(runs.map(({ facts }) => facts.name));
  return [...names].map((name) => {
    const points = pointsOf(
      runs.filter(({ facts }) => facts.name === name),
      setting,
      score,
    );
    const best = points.reduce<TuningPoint<Run> | null>(
      (least, point) => (point.median < (least?.median ?? Number.POSITIVE_INFINITY) ? point : least),
      null,
    );
    const isAtEdge = points.length > 1 && best !== null && (best === points[0] || best === points.at(-1));
    return { name, points, best, isAtEdge };
  });
}

function pointsOf<Run extends Specified>(
  runs: readonly Run[],
  setting: Setting,
  score: (run: Run) => number,
): TuningPoint<Run>[] {
  const byValue = new Map<number, Run[]>();
  for (const run of runs) {
    const value = setting.of(run.facts);
    if (typeof value !== 'number' || Number.isNaN(score(run))) continue;
    byValue.set(value, [...(byValue.get(value) ?? []), run]);
  }
  return [...byValue]
    .sort(([a], [b]) => a - b)
    .map(([value, same]) => ({ value, runs: same, ...middleOf(same.map(score)) }));
}
