/** What judging has come to: the chosen trials on the fresh seeds, and how they compare. */
import { middleOf } from '../statistics/quantile.ts';
import { type ComparisonRun, type ComparisonState, freshSeeds, runsOf } from './comparisonState.ts';
import type { Tuning } from './tuning.ts';
import { type Verdicts, verdictsOf } from './verdicts.ts';

export interface Judging {
  /** Of each optimizer those of the fresh seeds, undefined where there is none yet; empty where it has no best trial yet. */
  readonly runs: readonly (readonly (ComparisonRun | undefined)[])[];
  readonly isDone: boolean;
  /** Null before all are over. */
  readonly verdicts: Verdicts | null;
  /** How many seeds more would tell about each that isn't established, at the confidence of the next look; null of the others. */
  readonly moreSeeds: readonly (number | null)[];
}

/** @param tunings Of each optimizer. */
export function judgingOf(state: ComparisonState, problem: number, tunings: readonly Tuning[]): Judging {
  const seeds = freshSeeds(state);
  const isTuned = tunings.every(({ isDone, best }) => isDone && best !== null);
  const runs = tunings.map(({ isDone, trials, best }, entrant) => {
    const trial = best === null || !isDone ? undefined : trials[best]?.trial;
    if (!trial) return [];
    const bySeed = runsOf(state, 'judging', problem, { entrant, trial });
    return seeds.map((seed) => bySeed.get(seed));
  });
  const isDone = isTuned && runs.every((each) => each.every((run) => run?.score));
  if (!isDone) return { runs, isDone, verdicts: null, moreSeeds: tunings.map(() => null) };
  const scores = runs.map((each) => each.map((run) => run?.score?.value ?? Number.POSITIVE_INFINITY));
  const look = state.looks.length - 1;
  const verdicts = verdictsOf(scores, look);
  const moreSeeds = verdicts.differences.map((difference) =>
    difference?.verdict === 'not established' ? difference.moreSeeds : null,
  );
  return { runs, isDone, verdicts, moreSeeds };
}

/** The losses of some runs at each of their evaluations, a quartile each; a run that has diverged before counts as infinite. */
export function curveOf(runs: readonly (ComparisonRun | undefined)[], gradientsPerStep: number) {
  const known = runs.flatMap((run) => run ?? []);
  const steps = [...new Set(known.flatMap(({ evaluations }) => evaluations.map(({ step }) => step)))].sort(
    (a, b) => a - b,
  );
  const byRun = known.map(({ evaluations }) => new Map(evaluations.map(({ step, loss }) => [step, loss])));
  const middles = steps.map((step) => {
    const losses = known.flatMap(({ score, evaluations }, index) => {
      const loss = byRun[index]?.get(step);
      if (loss !== undefined) return [loss];
      const isBeyond = score?.hasDiverged && step > (evaluations.at(-1)?.step ?? -1);
      return isBeyond ? [Number.POSITIVE_INFINITY] : [];
    });
    return middleOf(losses);
  });
  return {
    x: steps.map((step) => step * gradientsPerStep),
    median: middles.map(({ median }) => median),
    low: middles.map(({ low }) => low),
    high: middles.map(({ high }) => high),
  };
}
