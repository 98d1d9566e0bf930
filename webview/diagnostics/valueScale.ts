/** The vertical scale of a chart: logarithmic where values are far apart, and then with a line of its own for zero. */
import type { ShownChart, ShownMeasurement } from '../../core/protocol/diagnostics.ts';
import { linearRange, logRange } from '../shared/chart/ticks.ts';

export interface ValueScale {
  /** 0 at the bottom, 1 at the top. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

/** Values further apart than by this factor are on a logarithmic scale. */
const wide = 50;
/** How much of the height lies between zero and the lowest other value of a logarithmic scale. */
const belowLog = 0.08;
/** A reference that is further from all values would press them together; the words below the chart tell it. */
const furthest = 3;
const mostTicks = 4;

export function valueScale(
  { limits }: Pick<ShownChart, 'limits'>,
  measurements: readonly (ShownMeasurement | undefined)[],
): ValueScale {
  const values = measurements.flatMap((each) =>
    each ? [...each.series.values, ...each.series.lows, ...each.series.highs].filter(Number.isFinite) : [],
  );
  if (limits) return linear(limits[0], limits[1]);
  if (values.length === 0) return linear(0, 1);
  const all = [...values, ...referencesNear(values, measurements)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const positive = all.filter((value) => value > 0);
  const least = Math.min(...positive);
  if (low < 0 || positive.length === 0 || high / least <= wide) return linear(Math.min(0, low), high);
  return logarithmic(least, high, low === 0);
}

function referencesNear(
  values: readonly number[],
  measurements: readonly (ShownMeasurement | undefined)[],
): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return measurements.flatMap((each) =>
    Array.from(each?.series.references ?? []).filter(
      (value) => value <= furthest * high && value >= low / furthest,
    ),
  );
}

function linear(low: number, high: number): ValueScale {
  const { min, max, ticks } = linearRange(low, high, mostTicks);
  return { at: (value) => (value - min) / (max - min), ticks };
}

function logarithmic(least: number, high: number, hasZero: boolean): ValueScale {
  const { min, max, ticks } = logRange(least, high, mostTicks);
  const bottom = hasZero ? belowLog : 0;
  const decades = Math.log(max / min);
  const at = (value: number) => (value > 0 ? bottom + ((1 - bottom) * Math.log(value / min)) / decades : 0);
  return { at, ticks: hasZero ? [0, ...ticks] : ticks };
}
