/** What tuning has come to: the trials of each optimizer, those that were added at an edge, and the best one. */
import { ascending, type Middle, middleOf, quantile } from '../statistics/quantile.ts';
import { type ComparisonRun, type ComparisonState, runsOf } from './comparisonState.ts';
import { firstTrials, mostExtensions, type Trial, trialsBeyond } from './trials.ts';

export interface TriedTrial {
  readonly trial: Trial;
  /** By the order of the tuning seeds; undefined where a seed has no run yet. */
  readonly runs: readonly (ComparisonRun | undefined)[];
  /** Of the runs that are over: the lower, the better; NaN where none is. */
  readonly score: Middle;
  /** Decides between trials of the same score. */
  readonly finalLoss: number;
  readonly isDone: boolean;
}

export type Edge = 'lowest' | 'highest';

export interface Tuning {
  /** By their rates. */
  readonly trials: readonly TriedTrial[];
  readonly isDone: boolean;
  /** The place of the best; null where none is over. */
  readonly best: number | null;
  /** Where the best rate is at the end of those tried. */
  readonly edge: Edge | null;
  /** How often trials were added. */
  readonly extensions: number;
}

/** Of one optimizer on one problem, both by their places. */
export function tuningOf(state: ComparisonState, problem: number, entrant: number): Tuning {
  const space = state.spec.entrants[entrant]?.space;
  if (!space) throw new RangeError(`entrant = ${entrant} — expected one of the comparison`);
  let trials = firstTrials(space, state.spec.trials);
  for (let extensions = 0; ; extensions++) {
    const tried = trials.map((trial) => triedTrial(state, problem, entrant, trial));
    const isDone = tried.every((each) => each.isDone);
    const best = bestOf(tried);
    const edge = best === null ? null : edgeOf(tried, best);
    const known = { trials: tried, best, edge, extensions };
    if (!isDone || edge === null || extensions === mostExtensions) return { ...known, isDone };
    const added = trialsBeyond(space, trials, edge);
    if (added.length === 0) return { ...known, isDone };
    trials = [...trials, ...added].sort((a, b) => a.lr - b.lr);
  }
}

function triedTrial(state: ComparisonState, problem: number, entrant: number, trial: Trial): TriedTrial {
  const bySeed = runsOf(state, 'tuning', problem, { entrant, trial });
  const runs = state.spec.tuningSeeds.map((seed) => bySeed.get(seed));
  const scores = runs.flatMap((run) => run?.score ?? []);
  const none = { median: Number.NaN, low: Number.NaN, high: Number.NaN };
  return {
    ...{ trial, runs },
    score: scores.length > 0 ? middleOf(scores.map(({ value }) => value)) : none,
    finalLoss:
      scores.length > 0 ? quantile(ascending(scores.map(({ finalLoss }) => finalLoss)), 0.5) : Number.NaN,
    isDone: scores.length === runs.length,
  };
}

/** The lowest median; where several have it, as where none has reached the target, the lowest final loss of these. */
function bestOf(trials: readonly TriedTrial[]): number | null {
  let best: number | null = null;
  for (const [place, { score, finalLoss }] of trials.entries()) {
    if (Number.isNaN(score.median)) continue;
    const least = best === null ? undefined : trials[best];
    const isBetter =
      !least ||
      score.median < least.score.median ||
      (score.median === least.score.median && finalLoss < least.finalLoss);
    if (isBetter) best = place;
  }
  return best;
}

/** Where all have diverged the lowest rate is the best: lower ones may not. */
function edgeOf(trials: readonly TriedTrial[], best: number): Edge | null {
  const chosen = trials[best];
  if (!chosen) return null;
  const rates = trials.map(({ trial }) => trial.lr);
  const [lowest, highest] = [Math.min(...rates), Math.max(...rates)];
  if (lowest === highest) return null;
  if (chosen.trial.lr === lowest) return 'lowest';
  return chosen.trial.lr === highest ? 'highest' : null;
}
