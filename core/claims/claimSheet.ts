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

export interface TestedClaim {
  readonly outcome: ClaimOutcome;
  readonly picture: ClaimPicture;
}

/** How a test goes on. */
export type ClaimTestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  /** `share`: how much is done, 0 to 1. */
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };
