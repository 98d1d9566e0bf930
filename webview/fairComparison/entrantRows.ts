/** The rows of the table: who is how good so far, and in which order. */
import type { SheetEntrant } from '../../core/fairComparison/comparisonSheet.ts';
import { isJudged, isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import type { Middle } from '../../core/statistics/quantile.ts';
import { sortBy } from '../shared/sortBy.ts';
import type { Shown } from './comparisonState.ts';
import type { Sort, SortColumn } from './viewChoices.ts';

export interface EntrantRow {
  readonly entrant: SheetEntrant;
  /** Its place in the experiment. */
  readonly place: number;
  /** From 1, by the median on the fresh seeds; null before that is known, and where it is infinite. */
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
  const isMoreBetter = sheet.judge.isMoreBetter;
  const ranked = judged
    ? sortBy(rows, ({ score }) => finite(score?.median), isMoreBetter).filter(
        ({ score }) => finite(score?.median) !== null,
      )
    : [];
  const withRanks = rows.map((row) => ({ ...row, rank: rankOf(row, ranked) }));
  const sort = sortOf(shown);
  return sort ? sortBy(withRanks, keyOf[sort.column], sort.descending) : withRanks;
}

/** What the rows are sorted by; null: they are in the order of the experiment, while numbers come. */
export function sortOf({ choices, sheet, problem }: Shown): Sort | null {
  if (choices.sort) return choices.sort;
  if (isRunning(sheet) || !isJudged(problem)) return null;
  return { column: 'score', descending: sheet.judge.isMoreBetter };
}

const keyOf: Readonly<Record<SortColumn, (row: EntrantRow) => number | string | null>> = {
  name: ({ entrant }) => entrant.name,
  rate: ({ entrant }) => entrant.trials[entrant.best ?? -1]?.lr ?? null,
  score: ({ score }) => score?.median ?? null,
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

/** Those with the same median share a rank. */
function rankOf(row: Pick<EntrantRow, 'score'>, ranked: readonly Pick<EntrantRow, 'score'>[]): number | null {
  const first = ranked.findIndex(({ score }) => score?.median === row.score?.median);
  return row.score && first >= 0 ? first + 1 : null;
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
