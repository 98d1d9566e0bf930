import type { Curve } from '../curves/curve.ts';
import type { Look, Theme } from '../theme.ts';
import type { StepsPerUnit } from './stepUnits.ts';

/** Several curves that are drawn as their median. */
export interface Middle {
  /** Between which values the middle half of them is, at the steps of the median. */
  readonly low: Curve;
  readonly high: Curve;
  /** Which they are: `5 seeds`. */
  readonly of: string;
}

/** One curve as the chart draws it. */
export interface Line {
  /** No other line has it. */
  readonly key: string;
  /** What it belongs to: the same of all lines of a run. */
  readonly group: string;
  /** Beside another of its group, thinner and, where it has few points, with these marked. */
  readonly isBeside: boolean;
  /** One of those of which another line is the median: thin, and not read at the crosshair. Default: false. */
  readonly isMember?: boolean;
  /** No other line has this name. */
  readonly name: string;
  /** The same, shorter where only diverged lines, which have no line end, share it. */
  readonly endName: string;
  /** What both begin with and may share with others: they are shortened here, not in what tells them apart. */
  readonly stem: string;
  readonly color: string;
  readonly dash: readonly number[];
  /** Of the sign beside its name. */
  readonly look: Look;
  /** Another line is highlighted. */
  readonly faded: boolean;
  readonly highlighted: boolean;
  readonly curve: Curve;
  /** What `curve` was smoothed from, pale beneath it; null draws none. */
  readonly raw: Curve | null;
  /** What `curve` is the median of, with a band beneath it; null: it is a curve by itself. */
  readonly middle: Middle | null;
  /** Steps in one unit of the axis. */
  readonly stepsPerUnit: StepsPerUnit;
  /** It will not grow any more. */
  readonly ended: boolean;
  /** The step at which it diverged. */
  readonly divergedAt: number | null;
  /** The first step after which it was at or below the target. */
  readonly reached: number | null;
  /** Where it stood on a surface after so many steps; null where there is none. */
  positionAt(step: number): readonly [number, number] | null;
}

/** What an x axis of runs counts: steps, passes over the data, examples seen, seconds of computing or gradients taken. */
export type RunAxisKind = 'step' | 'epoch' | 'sample' | 'second' | 'gradient';

/** Also trials of tuning, and how many times the best something is. */
export type AxisKind = RunAxisKind | 'trial' | 'ratio';

/** From one value to another. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** What is in view of each axis; null is all of it. */
export interface View {
  readonly x: Extent | null;
  readonly y: Extent | null;
}

/** The x axis, as far as it is in view. */
export interface XAxis {
  readonly kind: AxisKind;
  readonly log: boolean;
  readonly min: number;
  readonly max: number;
  /** The smallest move of the crosshair. */
  readonly quantum: number;
}

/** A step that somebody stands at: what follows it is pale. */
export interface StepMark {
  /** In the unit of the axis. */
  readonly at: number;
  /** Key of the line that is stood on; null where it is none of those that are drawn. */
  readonly line: string | null;
  /** Written below the axis. */
  readonly text: string;
}

/** All that the chart draws. */
export interface Scene {
  /** What is measured. */
  readonly title: string;
  readonly lines: readonly Line[];
  readonly axis: XAxis;
  /** All of the x axis. */
  readonly whole: Extent;
  /** What is in view of the y axis; null fits it to the lines. */
  readonly yLimits: Extent | null;
  /** Neither single values far from a line's others nor what follows its best in one that diverged stretch the y axis. */
  readonly ignoresOutliers: boolean;
  readonly logY: boolean;
  /** Values are shares of 1, written in percent; the larger the better. */
  readonly isShare: boolean;
  /** Points that are far apart are marked: the line between them was not measured. */
  readonly marksPoints: boolean;
  /** The highest value of a line that rises and falls has a ring. Default: false. */
  readonly marksPeaks?: boolean;
  readonly target: number | null;
  /** Of the crosshair, in the unit of the axis; null shows none. */
  readonly cursor: number | null;
  /** Default: nobody stands anywhere. */
  readonly mark?: StepMark | null | undefined;
  readonly theme: Theme;
  readonly narrow: boolean;
  /** Whether somebody can tell why a line came to where the crosshair is. Default: false. */
  readonly inspects?: boolean;
  /** Names at the line ends in place of a legend. */
  readonly direct: boolean;
}

/** What the person does to the chart. */
export interface ChartEvents {
  moveCursor(to: number | null): void;
  zoom(to: View): void;
  /** The group of the line under the pointer. */
  highlight(line: string | null): void;
  /** The chart changed its size. */
  invalidate(): void;
  /** The person asks why the picked run, or the one under the pointer, came to where the crosshair is. Default: nobody can tell. */
  inspect?(at: number): void;
  /** What a menu at the crosshair is about, as `data-vscode-context` has it. */
  menuContext?(at: number): string;
  /** Whether what is around the page scrolls, as a notebook does: the page doesn't know. Default: false. */
  readonly isScrolled?: boolean;
}
