import type { RunData } from './runData.ts';

/** What the chart draws of a run: values measured after some of its steps. */
export interface Curve {
  readonly length: number;
  /** NaN where there is none. */
  readonly last: number;
  at(index: number): number;
  /** After how many steps the value at `index` was measured. */
  stepOf(index: number): number;
  /** Index of the first value measured after at least `step` steps; `length` where there is none. */
  indexFrom(step: number): number;
  /** Smallest and largest finite value of `from <= index < to`; the first is above the second where there is none. */
  extremes(from: number, to: number): [low: number, high: number];
}

/** A run with what is drawn of it. */
export interface DrawnRun {
  readonly run: RunData;
  readonly curve: Curve;
}
