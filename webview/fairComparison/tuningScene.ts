/** The scene of the tuning curves: a panel an entrant, all with the same scales. */
import type { SheetEntrant, SheetTrial } from '../../core/fairComparison/comparisonSheet.ts';
import { halfText, rateText, scoreText } from '../shared/comparison/scoreText.ts';
import type {
  MarkPlace,
  TuningMark,
  TuningPanel,
  TuningReference,
  TuningScene,
} from '../shared/sweep/tuningScene.ts';
import { lineColor } from '../shared/theme.ts';
import { isLogScore } from './chartScenes.ts';
import type { Shown } from './comparisonState.ts';
import { words } from './words.ts';

/** A mark with the place of its trial: trials of which none has ended have none. */
interface TrialMark extends TuningMark {
  readonly trial: number;
}

/** @param grows Whether the page scrolls, and not the panels. */
export function tuningScene(shown: Shown, grows: boolean): TuningScene {
  const { sheet, problem, theme } = shown;
  const { judge } = sheet;
  const panels = problem.entrants.map((entrant) => panelOf(entrant, shown));
  return {
    label: words.tuningLabel(
      judge.tuned,
      panels.map(({ name, bestText, edge }) =>
        [name, bestText || words.noBest, ...(edge === null ? [] : [edge])].join(', '),
      ),
    ),
    setting: words.rate,
    panels,
    coming: problem.entrants.flatMap(({ trials }) => trials.map(({ lr }) => lr)),
    reference: guessingLine(shown),
    ...{ isShare: judge.kind === 'accuracy', grows, logX: true, logY: isLogScore(shown), theme },
    card: (place) => cardOf(place, shown),
  };
}

/** The trial that a mark is of; null where there is none. */
export function trialAt({ problem }: Shown, { panel, mark }: MarkPlace): number | null {
  const entrant = problem.entrants[panel];
  return (entrant && marksOf(entrant)[mark]?.trial) ?? null;
}

/** `final validation loss by learning rate, 7 trials for each; the ringed one is used` */
export function tuningCaptionText(shown: Shown): string {
  const { problem, sheet } = shown;
  const guessing = guessingLine(shown);
  const counts = problem.entrants.map(({ trials }) => trials.length);
  const trials = problem.entrants.flatMap((entrant) => entrant.trials);
  const extras = [
    ...(trials.some(({ isAdded }) => isAdded) ? [words.addedText] : []),
    ...(trials.some(({ others }) => others !== '') ? [words.cloudText] : []),
    ...(trials.some(isLost) ? [words.lostText] : []),
    ...(guessing ? [words.guessingText(scoreText(sheet.judge, guessing.value, 3))] : []),
  ];
  return words.tuningText(
    sheet.judge.tuned,
    words.trialsEach(Math.min(...counts), Math.max(...counts)),
    extras,
  );
}

/** Where scores lie on both of its sides: else it says nothing about them. */
function guessingLine({ sheet: { judge }, problem }: Shown): TuningReference | null {
  const { guessing, entrants } = problem;
  if (guessing === null) return null;
  const scores = entrants.flatMap(({ trials }) => trials.map(({ score }) => score.median));
  const isBeyond = (sign: number) =>
    scores.some((score) => Number.isFinite(score) && sign * (score - guessing) >= 0);
  return isBeyond(1) && isBeyond(-1)
    ? { value: guessing, text: words.guessing(scoreText(judge, guessing, 3)) }
    : null;
}

function panelOf(entrant: SheetEntrant, { theme, sheet }: Shown): TuningPanel {
  const { name, color, variant, trials, edge } = entrant;
  const marks = marksOf(entrant);
  const best = marks.find(({ trial }) => trial === entrant.best) ?? null;
  const bestText = best && words.bestAt(scoreText(sheet.judge, best.median, 3), rateText(best.value));
  return {
    ...{ name, color: lineColor({ slot: color, variant }, theme), marks, best },
    bestText: bestText ?? '',
    edge: edge === null ? null : words.edge,
    isCloud: trials.some(({ others }) => others !== ''),
  };
}

function marksOf({ trials }: SheetEntrant): TrialMark[] {
  return trials.flatMap(({ lr, score, isAdded }, trial) =>
    Number.isNaN(score.median) ? [] : [{ ...score, value: lr, isAdded, trial }],
  );
}

function isLost({ score }: SheetTrial): boolean {
  return Math.abs(score.median) === Number.POSITIVE_INFINITY;
}

function cardOf(place: MarkPlace, shown: Shown): string[] {
  const { judge } = shown.sheet;
  const entrant = shown.problem.entrants[place.panel];
  const trial = entrant?.trials[trialAt(shown, place) ?? -1];
  if (!entrant || !trial) return [];
  const { lr, others, score, done, total, diverged, isAdded } = trial;
  const { card } = words;
  return [
    card.title(entrant.name, rateText(lr), others),
    card.score(judge.tuned, scoreText(judge, score.median)),
    ...(score.low < score.high ? [card.half(halfText(judge, score.low, score.high))] : []),
    [
      card.runs(done, total),
      ...(diverged > 0 ? [card.diverged(diverged)] : []),
      ...(isAdded ? [card.added] : []),
    ].join(', '),
    ...(shown.hasExtension ? [card.press] : []),
  ];
}
