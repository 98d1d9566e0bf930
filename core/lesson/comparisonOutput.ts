/** What is shown of a fair comparison below its cell, and the same in words. */
import type { ComparisonSheet, SheetEntrant, SheetJudge } from '../fairComparison/comparisonSheet.ts';
import { ranked } from '../fairComparison/ranked.ts';
import { formatCount, formatNumber, formatPercent, formatSetting } from '../format.ts';

export interface ComparisonOutput {
  readonly type: 'comparison';
  /** The id of what goes on below the cell. */
  readonly comparison: string;
  readonly sheet: ComparisonSheet;
}

/** The same in words, for who doesn't see it: the finding, and a line an optimizer, the best first. */
export function textOfComparison({ sheet }: ComparisonOutput): string {
  const { title, budget, phase, progress, judge, problems } = sheet;
  const { done, total } = progress;
  const counts = `${formatCount(done)} of ${formatCount(total)} runs`;
  const where = phase === 'done' ? [] : [phase === 'stopped' ? `Stopped after ${counts}.` : `${counts}.`];
  return [
    title,
    budget,
    ...where,
    ...problems.flatMap(({ name, headline, entrants }) => [
      problems.length > 1 ? `${name}: ${headline}` : headline,
      ...ranked(entrants, judge.isMoreBetter).map((entrant) => entrantText(entrant, sheet)),
    ]),
  ].join('\n');
}

/** `Momentum: learning rate 3.16, final test loss 0.0388 (middle half 0.0301 to 0.385), behind the best by 0.508 (…). Worse.` */
function entrantText(entrant: SheetEntrant, { judge, confidence }: ComparisonSheet): string {
  const { name, trials, best, edge, result, behind, words } = entrant;
  const trial = trials[best ?? -1];
  if (!trial) return `${name}: no trial has a result yet.`;
  const others = trial.others === '' ? '' : `, ${trial.others}`;
  const parts = [
    `learning rate ${formatSetting(trial.lr)}${others}${edge === null ? '' : `, the ${edge} tried`}`,
    result ? scoresText(judge, judge.judged, result) : scoresText(judge, judge.tuned, trial.score),
  ];
  if (behind && !behind.isBySign) {
    const level = formatSetting(Number((100 * confidence).toPrecision(4)));
    parts.push(
      `behind the best by ${scoreText(judge, behind.mean)} (${level} % interval ${scoreText(judge, behind.low)} to ${scoreText(judge, behind.high)})`,
    );
  }
  return `${name}: ${parts.join(', ')}.${words === '' ? '' : ` ${words}.`}`;
}

function scoresText(
  judge: SheetJudge,
  what: string,
  { median, low, high }: { readonly median: number; readonly low: number; readonly high: number },
): string {
  const half = `middle half ${scoreText(judge, low)} to ${scoreText(judge, high)}`;
  return `${what} ${scoreText(judge, median)} (${half})`;
}

function scoreText({ kind }: SheetJudge, score: number): string {
  if (!Number.isFinite(score)) return 'not finite';
  if (kind === 'accuracy') return formatPercent(score);
  if (kind === 'steps' || kind === 'samples') return formatCount(Math.round(score));
  return formatNumber(score, 3);
}
