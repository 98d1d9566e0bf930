import type { Theme } from '../theme.ts';

/** From one share of an axis to another: 0 is its lower end, 1 its upper. What diverged is above 1. */
export interface Brush {
  readonly low: number;
  readonly high: number;
}

export interface ParallelAxis {
  readonly name: string;
  readonly ticks: readonly { readonly text: string; readonly share: number }[];
  /** What is found along it; null: all. */
  readonly brush: Brush | null;
  /** What diverged stands above it. */
  readonly hasLost: boolean;
}

export interface ParallelLine {
  readonly key: string;
  readonly color: string;
  readonly dash: readonly number[];
  /** Along each axis; null where the run has no such setting. */
  readonly shares: readonly (number | null)[];
  /** Others are there, but step back. */
  readonly isFound: boolean;
  readonly highlighted: boolean;
}

/** All that parallel coordinates draw. */
export interface ParallelScene {
  /** What they show, and the best run, in a sentence. */
  readonly label: string;
  readonly axes: readonly ParallelAxis[];
  /** The best last: it lies above the others. */
  readonly lines: readonly ParallelLine[];
  readonly theme: Theme;
}

/** What the person does to parallel coordinates. */
export interface ParallelEvents {
  /** null lets go of what was brushed. */
  brush(axis: number, to: Brush | null): void;
  /** The key of the line under the pointer. */
  highlight(line: string | null): void;
  /** They changed their size. */
  invalidate(): void;
}

/** Where what diverged, or missed its target, stands along an axis. */
export const lostShare = 1.07;
