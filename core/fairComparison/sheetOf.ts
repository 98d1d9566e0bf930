/** From how far a comparison is to what is shown of it. */
import { formatSetting } from '../format.ts';
import { type Middle, middleOf } from '../statistics/quantile.ts';
import { bestSoFar } from './bestSoFar.ts';
import type {
  ComparisonPhase,
  ComparisonSheet,
  EntrantVerdict,
  SheetBand,
  SheetEntrant,
  SheetTrial,
} from './comparisonSheet.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';
import { type ComparisonState, freshSeeds } from './comparisonState.ts';
import { budgetWords, comparisonTitle, entrantWords, headlineOf, notesOf } from './comparisonWords.ts';
import { guessingScore } from './guessing.ts';
import { judgeLabels, judgeWords, shownScore } from './judge.ts';
import { curveOf, type Judging, judgingOf } from './judging.ts';
import { leadWords } from './leadWords.ts';
import { performanceProfile, profileFactors } from './performanceProfile.ts';
import { profileScoreOf } from './profileScores.ts';
import { sharedLoss, stepsToLoss } from './sharedLoss.ts';
import { type TriedTrial, type Tuning, tuningOf } from './tuning.ts';
import { confidenceOf } from './verdicts.ts';

/** More seeds than these are not offered: what so many are needed for hardly matters. */
const mostMoreSeeds = 100;

interface ProblemResults {
  readonly tunings: readonly Tuning[];
  readonly judging: Judging;
}

/**
 * @param isStopped Whether nothing of it runs though not all is over.
 * @param secondsLeft Null where that isn't known.
 */
export function sheetOf(
  state: ComparisonState,
  isStopped: boolean,
  secondsLeft: number | null,
): ComparisonSheet {
  const { spec } = state;
  const results = spec.problems.map((_, problem) => {
    const tunings = spec.entrants.map((_, entrant) => tuningOf(state, problem, entrant));
    return { tunings, judging: judgingOf(state, problem, tunings) };
  });
  const isTuned = results.every(({ tunings }) => tunings.every(({ isDone }) => isDone));
  const isDone = isTuned && results.every(({ judging }) => judging.isDone);
  const phase: ComparisonPhase = isDone ? 'done' : isStopped ? 'stopped' : isTuned ? 'judging' : 'tuning';
  const isOnData = spec.lengthUnit === 'epoch';
  const needed = results.flatMap(({ judging }) => judging.moreSeeds.flatMap((more) => more ?? []));
  const offered = needed.filter((more) => more <= mostMoreSeeds);
  return {
    title: comparisonTitle(spec),
    budget: budgetWords(state),
    phase,
    progress: {
      ...progressOf(state, results),
      secondsLeft: phase === 'tuning' || phase === 'judging' ? secondsLeft : null,
    },
    judge: {
      kind: spec.judge,
      label: judgeLabels[spec.judge],
      tuned: judgeWords(spec.judge, isOnData ? 'validation' : null, spec.target),
      judged: judgeWords(spec.judge, isOnData ? 'test' : null, spec.target),
      isMoreBetter: spec.judge === 'accuracy',
      target: spec.target,
    },
    unit: spec.entrants.some(({ gradientsPerStep }) => gradientsPerStep > 1) ? 'gradient' : 'step',
    problems: spec.problems.map(({ name, rows, shape }, problem) => {
      const known = results[problem] ?? { tunings: [], judging: emptyJudging };
      const { isDone, runs } = known.judging;
      const shared = isDone ? sharedLoss(spec.judge, spec.target, runs) : null;
      return {
        ...{ name, rows, guessing: guessingScore(spec.judge, shape), sharedLoss: shared },
        headline: headlineOf(spec, phase, known),
        lead: leadOf(spec, known.tunings),
        entrants: spec.entrants.map((_, entrant) => entrantOf(state, known, entrant, shared)),
      };
    }),
    ...profileOf(state, results),
    notes: notesOf(state, needed, mostMoreSeeds),
    confidence: confidenceOf(spec.entrants.length, state.looks.length - 1),
    moreSeeds: offered.length > 0 ? Math.max(...offered) : null,
    seeds: freshSeeds(state).length,
  };
}

const emptyJudging: Judging = { runs: [], isDone: false, verdicts: null, moreSeeds: [] };

function progressOf(state: ComparisonState, results: readonly ProblemResults[]) {
  const seeds = freshSeeds(state).length;
  let [done, total] = [0, 0];
  for (const { tunings, judging } of results) {
    for (const { trials } of tunings)
      for (const { runs } of trials) {
        total += runs.length;
        done += runs.filter((run) => run?.score).length;
      }
    total += tunings.length * seeds;
    done += judging.runs.reduce((sum, runs) => sum + runs.filter((run) => run?.score).length, 0);
  }
  return { done, total };
}

function entrantOf(
  state: ComparisonState,
  { tunings, judging }: ProblemResults,
  entrant: number,
  shared: number | null,
): SheetEntrant {
  const { spec } = state;
  const compared = spec.entrants[entrant];
  const tuning = tunings[entrant];
  if (!compared || !tuning) throw new RangeError(`entrant = ${entrant} — expected one of the comparison`);
  const runs = judging.runs[entrant] ?? [];
  const scores = runs.flatMap((run) => run?.score ?? []);
  const verdict = verdictOf(judging, entrant);
  const shown = (middle: Middle) => shownMiddle(state, middle);
  return {
    name: compared.name,
    color: compared.color,
    variant: compared.variant,
    trials: tuning.trials.map((trial) => sheetTrial(state, trial)),
    best: tuning.best,
    edge: tuning.isDone ? tuning.edge : null,
    extensions: tuning.extensions,
    bestSoFar: tuning.isDone ? bandOfTrials(state, tuning) : emptyBand,
    curve: curveOf(runs, compared.gradientsPerStep),
    result:
      scores.length === 0
        ? null
        : {
            ...shown(middleOf(scores.map(({ value }) => value))),
            done: scores.length,
            diverged: scores.filter(({ hasDiverged }) => hasDiverged).length,
            missed: scores.filter(({ hasMissed }) => hasMissed).length,
          },
    stepsToShared: shared === null ? null : stepsToLoss(runs, shared, compared.gradientsPerStep),
    verdict,
    behind: judging.verdicts?.differences[entrant] ?? null,
    words: entrantWords(spec, verdict, tuning, judging.moreSeeds[entrant] ?? null),
  };
}

/** One none of whose runs has a score has failed, whoever else has. */
function verdictOf({ verdicts, runs }: Judging, entrant: number): EntrantVerdict {
  if (!verdicts) return 'open';
  if (!runs[entrant]?.some((run) => Number.isFinite(run?.score?.value))) return 'failed';
  if (verdicts.best === entrant) return 'best';
  return verdicts.differences[entrant]?.verdict === 'worse' ? 'worse' : 'not established';
}

function sheetTrial(state: ComparisonState, { trial, runs, score }: TriedTrial): SheetTrial {
  const scores = runs.flatMap((run) => run?.score ?? []);
  return {
    lr: trial.lr,
    others: Object.entries(trial.settings)
      .map(([name, value]) => `${name} ${formatSetting(value)}`)
      .join(', '),
    score: shownMiddle(state, score),
    diverged: scores.filter(({ hasDiverged }) => hasDiverged).length,
    done: scores.length,
    total: runs.length,
    isAdded: trial.isAdded,
  };
}

/** Of accuracy the higher end is the one of the lower scores. */
function shownMiddle({ spec }: ComparisonState, { median, low, high }: Middle): Middle {
  const shown = (value: number) => shownScore(spec.judge, value);
  const ends = [shown(low), shown(high)];
  return { median: shown(median), low: Math.min(...ends), high: Math.max(...ends) };
}

const emptyBand: SheetBand = { x: [], median: [], low: [], high: [] };

/** Who is ahead at which number of trials. */
function leadOf(spec: ComparisonSpec, tunings: readonly Tuning[]): string {
  if (!tunings.every(({ isDone }) => isDone)) return '';
  const names = spec.entrants.map(({ name }) => name);
  return leadWords(
    names,
    tunings.map((tuning) => bestSoFar(budgetScores(tuning)).median),
  );
}

function budgetScores({ trials }: Tuning): number[] {
  return trials.filter(({ trial }) => !trial.isAdded).map(({ score }) => score.median);
}

/** Of the trials that all have; those that were added at an edge are no budget. */
function bandOfTrials(state: ComparisonState, tuning: Tuning): SheetBand {
  const band = bestSoFar(budgetScores(tuning));
  const middles = band.median.map((median, index) =>
    shownMiddle(state, { median, low: band.low[index] ?? median, high: band.high[index] ?? median }),
  );
  return {
    x: middles.map((_, index) => index + 1),
    median: middles.map(({ median }) => median),
    low: middles.map(({ low }) => low),
    high: middles.map(({ high }) => high),
  };
}

/** Over the problems that are judged, and of which ratios mean something. */
function profileOf(
  { spec }: ComparisonState,
  results: readonly ProblemResults[],
): Pick<ComparisonSheet, 'profile' | 'profiled'> {
  if (spec.problems.length < 2) return { profile: [], profiled: 0 };
  const scores = spec.problems.flatMap((problem, place) => {
    const { isDone, runs } = results[place]?.judging ?? emptyJudging;
    const scoreOf = isDone ? profileScoreOf(spec.judge, problem) : null;
    if (!scoreOf) return [];
    const medianOf = (of: (typeof runs)[number]) =>
      middleOf(of.map((run) => run?.score?.value ?? Number.POSITIVE_INFINITY)).median;
    return [runs.map((of) => scoreOf(medianOf(of)))];
  });
  if (scores.length === 0) return { profile: [], profiled: 0 };
  const shares = performanceProfile(scores);
  const profile = spec.entrants.map(({ name, color, variant }, entrant) => ({
    ...{ name, color, variant },
    x: profileFactors,
    share: shares[entrant] ?? [],
  }));
  return { profile, profiled: scores.length };
}
