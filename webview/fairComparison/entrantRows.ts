/** The rows of the table: who is how good so far, and in which order. */
import {
  isJudged,
  isRunning,
  type SheetEntrant,
  type SheetJudge,
} from '../../core/fairComparison/comparisonSheet.ts';
import type { Middle } from '../../core/statistics/quantile.ts';
import { sortBy } from '../shared/sortBy.ts';
import type { Shown } from './comparisonState.ts';
import type { Sort, SortColumn } from './viewChoices.ts';

export interface EntrantRow {
  readonly entrant: SheetEntrant;
  /** Its place in the experiment. */
  readonly place: number;
  /** From 1: the best, then by the median on the fresh seeds; null before that is known, and where it is infinite. */
  readonly rank: number | null;
  /** On the fresh seeds where some entrant has been judged, else of the best trial; null: not known yet. */
  readonly score: Middle | null;
}

/** In the order in which the person wants them; first in that of the experiment, and the best first once all is done. */
export function entrantRows(shown: Shown): readonly EntrantRow[] {
  const { problem, sheet } = shown;
  const judged = isJudged(problem);
  const rows = problem.entrants.map((entrant, place) => ({
    entrant,
    place,
    score: judged ? entrant.result : scoreOfBest(entrant),
  }));
  const standings = problem.entrants.map((entrant) => standingOf(entrant, sheet.judge));
  const ranked = rows.map((row) => ({ ...row, rank: rankOf(standings[row.place], standings) }));
  const { sort } = shown.choices;
  if (sort) return sortBy(ranked, keyOf[sort.column], sort.descending);
  return isSettled(shown) ? sortBy(ranked, ({ rank }) => rank, false) : ranked;
}

/**
 * By which column the rows are sorted; null: by none. They are by rank where the person has chosen nothing, which is by score where
 * the best, who has the best mean, has the best median, too.
 */
export function sortOf(shown: Shown): Sort | null {
  const { choices, sheet, problem } = shown;
  if (choices.sort || !isSettled(shown)) return choices.sort;
  const medians = problem.entrants.flatMap(({ result }) => finite(result?.median) ?? []);
  const { isMoreBetter } = sheet.judge;
  const most = isMoreBetter ? Math.max(...medians) : Math.min(...medians);
  const best = problem.entrants.find(({ verdict }) => verdict === 'best');
  return !best || best.result?.median === most ? { column: 'score', descending: isMoreBetter } : null;
}

/** Whether the order of the rows is that of the ranks, and not of the experiment, as while numbers come. */
function isSettled({ sheet, problem }: Shown): boolean {
  return !isRunning(sheet) && isJudged(problem);
}

const keyOf: Readonly<Record<SortColumn, (row: EntrantRow) => number | string | null>> = {
  name: ({ entrant }) => entrant.name,
  rate: ({ entrant }) => entrant.trials[entrant.best ?? -1]?.lr ?? null,
  score: ({ score }) => score?.median ?? null,
  steps: ({ entrant }) => finite(entrant.stepsToShared ?? undefined),
  diverged: ({ entrant }) => divergedOf(entrant),
  missed: ({ entrant }) => entrant.result?.missed ?? null,
  // The best is behind by nothing.
  behind: ({ entrant: { behind, verdict } }) =>
    behind && !behind.isBySign ? behind.mean : verdict === 'best' ? 0 : null,
  p: ({ entrant }) => entrant.behind?.p ?? null,
};

/** On the fresh seeds, else of all trials. */
export function divergedOf({ result, trials }: SheetEntrant): number {
  return result ? result.diverged : trials.reduce((sum, { diverged }) => sum + diverged, 0);
}

function scoreOfBest({ trials, best }: SheetEntrant): Middle | null {
  return trials[best ?? -1]?.score ?? null;
}

/** The lower, the better; null where it is not known, or infinite. */
function standingOf({ verdict, result }: SheetEntrant, { isMoreBetter }: SheetJudge): number | null {
  if (verdict === 'best') return Number.NEGATIVE_INFINITY;
  const median = finite(result?.median);
  return median === null ? null : isMoreBetter ? -median : median;
}

/** Those with the same median share a rank. */
function rankOf(own: number | null | undefined, all: readonly (number | null)[]): number | null {
  if (own === null || own === undefined) return null;
  return 1 + all.filter((each) => each !== null && each < own).length;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
