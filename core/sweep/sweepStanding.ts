/** What is known of a sweep on a queue while it goes on, and how it ends. */
import type { SweepFigures } from './sweepFigures.ts';

export interface SweepStanding {
  readonly figures: SweepFigures;
  /** How many processes compute; null before that is known. */
  readonly workers: number | null;
  /** What there is to know of the queue; empty where nothing is. */
  readonly notice: string;
}

/**
 * `cancelled`: here or elsewhere; `removed` says how many runs were taken off the queue from here, null where it didn't answer or was
 * cancelled elsewhere. `left`: the runs stay on the queue.
 */
export type QueuedSweepEnd =
  | { readonly kind: 'done' | 'left' }
  | { readonly kind: 'cancelled'; readonly removed: number | null; readonly here: boolean }
  | { readonly kind: 'failed'; readonly message: string };
