import type { Theme } from '../theme.ts';

/** What came of one value of the setting. */
export interface TuningMark {
  readonly value: number;
  /** Infinite where more than half of the runs have diverged or missed their target. */
  readonly median: number;
  /** The middle half is between these. */
  readonly low: number;
  readonly high: number;
  /** Whether it was tried later than the others, since the best stood at the edge of these. Default: false. */
  readonly isAdded?: boolean;
}

/** A mark by the place of its panel and its own there. */
export interface MarkPlace {
  readonly panel: number;
  readonly mark: number;
}

/** The curve of one optimizer. */
export interface TuningPanel {
  readonly name: string;
  readonly color: string;
  /** In the order of their values. */
  readonly marks: readonly TuningMark[];
  /** The lowest; null where none is finite. */
  readonly best: TuningMark | null;
  /** `0.100 at 0.0316`; empty where there is no best. */
  readonly bestText: string;
  /** What is said where the best is the first or the last value tried; else null. */
  readonly edge: string | null;
  /** Whether its marks differ in more than the setting: no line joins them. Default: false. */
  readonly isCloud?: boolean;
}

/** A score to compare with. */
export interface TuningReference {
  readonly value: number;
  readonly text: string;
}

/** All that tuning curves draw. */
export interface TuningScene {
  /** What they show, and the best of each, in a sentence. */
  readonly label: string;
  /** Name of the setting along the x axes. */
  readonly setting: string;
  readonly panels: readonly TuningPanel[];
  /** Values that are going to have a mark: the axes have room for them. Default: none. */
  readonly coming?: readonly number[];
  /** A score to compare with, dashed in each panel and named in one. Default: none. */
  readonly reference?: TuningReference | null;
  /** Scores are shares of 1, written in percent. Default: false. */
  readonly isShare?: boolean;
  /** The page scrolls: they are as high as their panels need. Else they scroll by themselves. */
  readonly grows: boolean;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly theme: Theme;
  /** What is said of a mark under the pointer: a line each, its panel first. */
  readonly card: (place: MarkPlace) => readonly string[];
}

/** What the person does to tuning curves. */
export interface TuningEvents {
  /** They changed their size. */
  invalidate(): void;
  /** A mark was pressed. Default: nothing can be. */
  choose?(place: MarkPlace): void;
}
