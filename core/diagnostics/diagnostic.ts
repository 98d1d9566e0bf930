/** What can be measured of the steps of a run that is computed again. */
import type { Task } from '../engine/engine.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { MeasuredSeries, Reading } from './measuredSeries.ts';
import type { SeenStep } from './seenStep.ts';

/** A run, and what it is called. */
export interface NamedRun {
  readonly spec: RunSpec;
  /** The optimizer's display name. */
  readonly name: string;
  /** Of the data to train on; undefined on surfaces. */
  readonly rows: number | undefined;
}

/** Gradients that a measured step takes beside those of the run itself: of its mini-batch, and over all rows. */
export interface Gradients {
  readonly batch: number;
  readonly whole: number;
}

export interface Diagnostic {
  readonly name: string;
  /** What it is, and what it tells. */
  readonly description: string;
  readonly source: string;
  /** Of the steps that are looked at it measures one in so many. */
  readonly every: number;
  readonly gradients: Gradients;
  /** What the dashed line of its chart is; absent where there is none. */
  readonly referenceName?: string;
  /** Where its values can be, at most; absent: anywhere. */
  readonly limits?: readonly [low: number, high: number];
  /** Why it can't be measured of a run, as a clause; null where it can. */
  obstacle(spec: RunSpec): string | null;
  /** Begins with a run, whose steps it is then given in their order. */
  begin(run: { readonly spec: RunSpec; readonly task: Task }): (step: SeenStep) => Reading;
  /** What there is to see, in plain words: a sentence without the run's name. @param series With at least one finite value. */
  seen(series: MeasuredSeries, run: NamedRun): string;
}
