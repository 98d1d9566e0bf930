/** A claim as its page shows it, and what came of a test: values that survive JSON, beside no schema. */
import type { RaceOutput } from '../lesson/raceOutput.ts';
import type { Verdict } from './claim.ts';

/** What is said of a claim before anything is run. */
export interface ClaimSheet {
  readonly title: string;
  readonly claim: string;
  readonly source: string;
  /** What is run. */
  readonly protocol: string;
  /** What is measured. */
  readonly statistic: string;
  readonly expected: string;
  /** Between what the statistic is expected; null where it may be anything on that side. */
  readonly low: number | null;
  readonly high: number | null;
  /** As the file has it, with what it means. */
  readonly verdict: Verdict;
  readonly finding: string;
  readonly slow: boolean;
}

/** What came of a test. Numbers that aren't finite are null. */
export interface ClaimOutcome {
  readonly verdict: Verdict;
  readonly measured: number | null;
  /** The number with its interval in words. */
  readonly words: string;
  readonly interval: readonly [low: number, high: number] | null;
  /** One for each seed. */
  readonly samples: readonly (number | null)[];
  /** Whether the verdict is the one that the file has. */
  readonly isAsWritten: boolean;
}

/** The runs of the first seed of its experiment; null of other protocols. */
export type ClaimPicture = RaceOutput | null;

/** The sharpness of a run on its way. */
export interface RunSharpness {
  /** Its number in the picture. */
  readonly run: number;
  /** After which it was measured. */
  readonly steps: readonly number[];
  /** Null where a gradient is not finite. */
  readonly values: readonly (number | null)[];
  /** Above which gradient descent at this rate is unstable; null of other methods. */
  readonly edge: number | null;
}

/** Of the runs that a claim measures the sharpness of; null of other claims. */
export type SharpnessPicture = readonly RunSharpness[] | null;

export interface TestedClaim {
  readonly outcome: ClaimOutcome;
  readonly picture: ClaimPicture;
  readonly sharpness: SharpnessPicture;
}

/** How a test goes on. */
export type ClaimTestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  /** `share`: how much is done, 0 to 1. */
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };
