/** What a fair comparison shows at any moment: plain data for the page and for the report. */
import type { JudgeKind } from '../experiment/compare/compareSchema.ts';
import type { PairedComparison } from '../statistics/comparePaired.ts';
import type { Middle } from '../statistics/quantile.ts';

/** `tuning`: the trials are run; `judging`: the best trials on fresh seeds. `stopped`: the person has stopped it. */
export type ComparisonPhase = 'tuning' | 'judging' | 'done' | 'stopped';

export interface ComparisonProgress {
  /** Runs. */
  readonly done: number;
  readonly total: number;
  /** Null where that isn't known. */
  readonly secondsLeft: number | null;
}

/** How results are judged, in words. */
export interface SheetJudge {
  readonly kind: JudgeKind;
  /** `Final loss`, of a column. */
  readonly label: string;
  /** `final validation loss`, of what trials are tuned by. */
  readonly tuned: string;
  /** `final test loss`, of what is compared. */
  readonly judged: string;
  /** Whether more is better, as of accuracy. Scores of the sheet are as people read them, not negated. */
  readonly isMoreBetter: boolean;
  /** Null where there is none. */
  readonly target: number | null;
}

/** One point of a search space, tried on each tuning seed. */
export interface SheetTrial {
  readonly lr: number;
  /** Other hyperparameters that were searched: `beta2 0.99`; empty where only the rate was. */
  readonly others: string;
  /** Of the seeds that have ended; diverged ones and those that missed the target are infinite (or, of accuracy, 0). NaN where none has. */
  readonly score: Middle;
  /** Of its runs. */
  readonly diverged: number;
  readonly done: number;
  readonly total: number;
  /** Whether it was added since the best rate stood at the edge of those tried. */
  readonly isAdded: boolean;
}

/** A curve over numbers, with what the middle half of others makes of it as a band. */
export interface SheetBand {
  readonly x: readonly number[];
  readonly median: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export type EntrantVerdict =
  /** The best by its mean on the fresh seeds. */
  | 'best'
  | 'worse'
  | 'not established'
  /** None of its runs can be compared with the best: all have diverged, or missed the target. */
  | 'failed'
  /** Not judged yet. */
  | 'open';

/** Against the best. */
export interface SheetDifference extends PairedComparison {
  /**
   * Whether only the signs of the differences are compared, since some runs diverged or missed the target: `mean`, `low` and `high`
   * are of signs then, and nobody shows them.
   */
  readonly isBySign: boolean;
}

export interface SheetEntrant {
  /** `Adam` */
  readonly name: string;
  /** Slot in the palette of twelve. */
  readonly color: number;
  /** Which of the runs of that colour it is: the line style. */
  readonly variant: number;
  /** In the order of their rates. */
  readonly trials: readonly SheetTrial[];
  /** The place of the trial that is judged, or leads so far; null where none has a finite score. */
  readonly best: number | null;
  /** Where the best rate is the lowest or the highest of those tried, after the grid was extended as far as it may be. */
  readonly edge: 'lowest' | 'highest' | null;
  /** How often rates were added. */
  readonly extensions: number;
  /** The median of the best trial among the first n tried, over all orders of the trials; empty before all are done. */
  readonly bestSoFar: SheetBand;
  /** On the fresh seeds, over `unit` of the sheet: the loss on the rows that it is judged by. */
  readonly curve: SheetBand;
  /** On the fresh seeds; null before one has ended. */
  readonly result:
    | (Middle & { readonly done: number; readonly diverged: number; readonly missed: number })
    | null;
  /**
   * The median over the fresh seeds of the first step at which the loss is at or below the `sharedLoss` of the problem, over `unit` of the
   * sheet; infinite where half or more never are, null where there is no such loss.
   */
  readonly stepsToShared: number | null;
  readonly verdict: EntrantVerdict;
  /** Null of the best, and of what is not judged yet. */
  readonly behind: SheetDifference | null;
  /** `Worse; at the edge of its rates, may improve`. */
  readonly words: string;
}

/** One problem of a comparison. */
export interface SheetProblem {
  /** `64-32-10 on Digits` */
  readonly name: string;
  /** What came out, in one or two sentences; what is being done before that. */
  readonly headline: string;
  /** `Adam is ahead up to 5 trials, Momentum from 6 on.` Empty before all are tuned. */
  readonly lead: string;
  /** In the order of the experiment. */
  readonly entrants: readonly SheetEntrant[];
  /** The score of giving every class the same probability; null where that is not defined. */
  readonly guessing: number | null;
  /** The target or, without one, a loss that the median of each optimizer ends at or below; null before all are judged, and of other judges. */
  readonly sharedLoss: number | null;
  /** Rows to train on, to tune by and to judge by; 0 on a surface. */
  readonly rows: { readonly training: number; readonly validation: number; readonly test: number };
}

export interface ProfileCurve {
  readonly name: string;
  readonly color: number;
  readonly variant: number;
  /** On how many of the problems its median is within `x` times the best one: Dolan & Moré 2002. */
  readonly x: readonly number[];
  readonly share: readonly number[];
}

export interface ComparisonSheet {
  /** `Fair comparison · 64-32-10 on Digits` */
  readonly title: string;
  /** `10 epochs · 7 trials each on 3 seeds · judged on 10 fresh seeds` */
  readonly budget: string;
  readonly phase: ComparisonPhase;
  readonly progress: ComparisonProgress;
  readonly judge: SheetJudge;
  /** What curves are over: steps or, where some optimizer takes two a step, gradients. */
  readonly unit: 'step' | 'gradient';
  /** One at least. */
  readonly problems: readonly SheetProblem[];
  /** Over the problems; empty where there is one, or none is judged yet. */
  readonly profile: readonly ProfileCurve[];
  /** Over so many. */
  readonly profiled: number;
  /** How it was done, a sentence each: what is the same for all, how the interval was made, what was added. */
  readonly notes: readonly string[];
  /** Confidence of one interval, so that all together, and all looks, keep 95 %. */
  readonly confidence: number;
  /** How many fresh seeds more would tell, of those that are not established; null where nothing is to be told, or too many are needed. */
  readonly moreSeeds: number | null;
  /** Fresh seeds that were judged on. */
  readonly seeds: number;
}

/** Whether something of it is run. */
export function isRunning({ phase }: Pick<ComparisonSheet, 'phase'>): boolean {
  return phase === 'tuning' || phase === 'judging';
}

/** Whether some entrant has been judged on fresh seeds. */
export function isJudged({ entrants }: SheetProblem): boolean {
  return entrants.some(({ result }) => result !== null);
}
