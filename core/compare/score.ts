/** What a run is judged by, in one number: the lower, the better. */
import type { Evaluation } from '../race/evaluation.ts';
import type { RunState } from '../race/runRecord.ts';

/** A run as far as it is judged. */
export interface Judged {
  readonly state: RunState;
  readonly evaluations: readonly Evaluation[];
  /** The losses by which the target counts, in the order of the steps. */
  readonly losses: Losses;
}

export interface Losses {
  readonly length: number;
  at(index: number): number;
  /** After how many steps the value at `index` was measured. */
  stepOf(index: number): number;
}

/**
 * `final`, `best`: the loss at the end, and the smallest one. `evaluated`: the loss of the last evaluation. `first`: steps
 * until the loss is at or below the target; `forGood`: until it stays there.
 */
export type ScoreKind = 'final' | 'best' | 'evaluated' | 'first' | 'forGood';

/**
 * Infinite where the run has diverged or failed, or has not reached its target; NaN where there is nothing to judge yet.
 * @param target Of the loss; needed by `first` and `forGood`.
 */
export function scoreOf(
  { state, evaluations, losses }: Judged,
  kind: ScoreKind,
  target: number | null,
): number {
  const { status } = state;
  if (status.kind === 'diverged' || status.kind === 'failed') return Number.POSITIVE_INFINITY;
  if (!state.engine) return Number.NaN;
  switch (kind) {
    case 'final':
      return state.loss;
    case 'best':
      return state.best;
    case 'evaluated':
      return evaluations.at(-1)?.loss ?? Number.NaN;
    case 'first':
      return state.reached ?? Number.POSITIVE_INFINITY;
    case 'forGood':
      return target === null ? Number.NaN : stepsForGood(losses, target);
  }
}

/** The first step from which on no loss is above the target; infinite where the last one is. */
function stepsForGood(losses: Losses, target: number): number {
  for (let i = losses.length - 1; i >= 0; i--)
    if (!(losses.at(i) <= target))
      return i === losses.length - 1 ? Number.POSITIVE_INFINITY : losses.stepOf(i + 1);
  return losses.length > 0 ? losses.stepOf(0) : Number.NaN;
}
