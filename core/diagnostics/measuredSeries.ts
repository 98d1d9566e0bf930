/** What a diagnostic has measured of a run so far, and how that went. */
import { formatNumber } from '../format.ts';
import { ascending, quantile } from '../statistics/quantile.ts';

/** What is measured of a step; not finite where there is no such number. */
export interface Reading {
  readonly value: number;
  /** The middle 80 % of what has a value for each parameter. */
  readonly low?: number;
  readonly high?: number;
  /** What theory says that the value is to be compared with. */
  readonly reference?: number;
}

/** One entry a measured step; NaN where there is no number. */
export interface MeasuredSeries {
  /** Counted from 1. */
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** Empty where the diagnostic has one value a step. */
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Empty where theory says nothing. */
  readonly references: Float64Array;
}

const none = new Float64Array();
export const emptySeries: MeasuredSeries = {
  ...{ steps: none, values: none },
  ...{ lows: none, highs: none, references: none },
};

export function withReadings(
  series: MeasuredSeries,
  readings: readonly { readonly step: number; readonly reading: Reading }[],
): MeasuredSeries {
  const numbersOf = (name: 'low' | 'high' | 'reference') =>
    readings.flatMap(({ reading }) => reading[name] ?? []);
  return {
    steps: joined(
      series.steps,
      readings.map(({ step }) => step),
    ),
    values: joined(
      series.values,
      readings.map(({ reading }) => reading.value),
    ),
    lows: joined(series.lows, numbersOf('low')),
    highs: joined(series.highs, numbersOf('high')),
    references: joined(series.references, numbersOf('reference')),
  };
}

function joined(known: Float64Array, more: readonly number[]): Float64Array {
  const all = new Float64Array(known.length + more.length);
  all.set(known);
  all.set(more, known.length);
  return all;
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
export function courseOf(values: Float64Array): Course | null {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return null;
  const part = Math.ceil(share * known.length);
  return {
    begin: medianOf(known.subarray(0, part)),
    end: medianOf(known.subarray(-part)),
    lowest: Math.min(...known),
    highest: Math.max(...known),
  };
}

/** Three digits at most: `0.01`, `100`, `8.35e-4`. */
export function digitsOf(value: number): string {
  const text = formatNumber(value, 3);
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}

/** Of at least one value. */
export function medianOf(values: Float64Array): number {
  return quantile(ascending(Array.from(values)), 0.5);
}
