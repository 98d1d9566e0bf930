/** What a diagnostic has measured of a run so far, and how that went. */
import { ascending, quantile } from '../statistics/quantile.ts';
import type { Reading } from './diagnostic.ts';

/** One entry a measured step; NaN where there is no number. */
export interface MeasuredSeries {
  /** Counted from 1. */
  readonly steps: readonly number[];
  readonly values: readonly number[];
  /** Empty where the diagnostic has one value a step. */
  readonly lows: readonly number[];
  readonly highs: readonly number[];
  /** Empty where theory says nothing. */
  readonly references: readonly number[];
}

export const emptySeries: MeasuredSeries = { steps: [], values: [], lows: [], highs: [], references: [] };

export function withReadings(
  series: MeasuredSeries,
  readings: readonly { readonly step: number; readonly reading: Reading }[],
): MeasuredSeries {
  const numbersOf = (name: 'low' | 'high' | 'reference') =>
    readings.flatMap(({ reading }) => reading[name] ?? []);
  return {
    steps: [...series.steps, ...readings.map(({ step }) => step)],
    values: [...series.values, ...readings.map(({ reading }) => reading.value)],
    lows: [...series.lows, ...numbersOf('low')],
    highs: [...series.highs, ...numbersOf('high')],
    references: [...series.references, ...numbersOf('reference')],
  };
}

/** How the values went, by medians of parts, since single ones are noisy. */
export interface Course {
  /** Of the first tenth. */
  readonly begin: number;
  /** Of the last tenth. */
  readonly end: number;
  readonly lowest: number;
  readonly highest: number;
}

const share = 0.1;

/** null where no value is finite. */
export function courseOf(values: readonly number[]): Course | null {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return null;
  const part = Math.ceil(share * known.length);
  return {
    begin: medianOf(known.slice(0, part)),
    end: medianOf(known.slice(-part)),
    lowest: Math.min(...known),
    highest: Math.max(...known),
  };
}

/** Of at least one value. */
export function medianOf(values: readonly number[]): number {
  return quantile(ascending(values), 0.5);
}
