/** What the page of a fair comparison says. */
import type { ComparisonPhase, ComparisonProgress } from '../../core/fairComparison/comparisonSheet.ts';
import { formatCount } from '../../core/format.ts';

const runs = (count: number) => (count === 1 ? '1 run' : `${formatCount(count)} runs`);
const seeds = (count: number) => (count === 1 ? '1 fresh seed' : `${formatCount(count)} fresh seeds`);

export const words = {
  title: 'Fair comparison',
  loading: 'Opening the comparison',
  opening: (title: string) => `Starting the ${title}`,

  controls: 'Comparison',
  stop: 'Stop',
  goOn: 'Continue',
  again: 'Run again',
  againTitle: 'Runs all of it again, from the start',
  problem: 'Problem',
  logY: 'Log y',
  showAll: 'Runs in the panel',
  showAllTitle: 'Puts the runs on the fresh seeds into the panel',
  report: 'Report…',
  reportTitle: 'Saves this comparison as Markdown, with its pictures beside it',
  moreSeeds: (count: number) => (count === 1 ? '1 more seed' : `${formatCount(count)} more seeds`),
  moreSeedsTitle: (count: number) =>
    `Judges all on ${seeds(count)} more, as many as would tell at this spread`,
  stopped: ({ done, total }: ComparisonProgress) =>
    `Stopped after ${formatCount(done)} of ${runs(total)}. What is shown is of those that have ended.`,

  none: '–',
  diverged: 'diverged',
  missed: 'missed',
  tiny: '< 0.001',
  fromTo: (low: string, high: string) => `${low} to ${high}`,

  loss: 'Loss',
  testLoss: 'Test loss',
  curvesText: (count: number, isLog: boolean, unit: 'step' | 'gradient') =>
    [
      `each at its best rate: ${count === 1 ? '' : 'median and middle half of '}${seeds(count)}`,
      ...(isLog ? ['log scale'] : []),
      unit === 'step' ? 'by step' : 'by gradients taken',
    ].join(', '),
  tuning: 'Tuning',
  tuningText: (tuned: string, counts: string, extras: readonly string[]) =>
    [`${tuned} by learning rate, ${counts}; the ringed one is used`, ...extras].join('; '),
  trialsEach: (least: number, most: number) =>
    least === most ? `${least} trials for each` : `${least} to ${most} trials for each`,
  addedText: 'hollow ones were added at the edge',
  lostText: 'arrows have no score',
  cloudText: 'a bar is the middle half',
  edge: 'edge of the rates tried',
  bestAt: (score: string, rate: string) => `${score} at ${rate}`,
  rate: 'rate',
  bestSoFar: 'Best so far',
  bestSoFarText: (tuned: string, isLog: boolean) =>
    `${tuned} of the best of so many trials: median and middle half over all orders of these${isLog ? ', log scale' : ''}`,
  profile: 'Performance profile',
  profileText: (count: number) =>
    `on how many of the ${count} problems a median is within so many times the best`,
  hint: 'Arrow keys read the chart place by place; drag over a part to look closer, double-click to see all.',
  waiting: {
    tuning:
      'Each optimizer tries its rates on the same seeds. Its curve comes when the best rate of each is known.',
    judging: 'The best rate of each runs on fresh seeds. The curves come with the first runs that end.',
    done: 'No run on the fresh seeds has a curve.',
    stopped: 'Stopped before a run on fresh seeds has ended.',
  } satisfies Record<ComparisonPhase, string>,
  nothingTried: 'No trial has ended yet.',
  tuningLabel: (tuned: string, panels: readonly string[]) =>
    `${tuned} by learning rate, the best of each optimizer: ${panels.join('; ')}.`,
  noBest: 'none yet',
  card: {
    title: (name: string, rate: string, others: string) =>
      [`${name}, rate ${rate}`, ...(others === '' ? [] : [others])].join(', '),
    score: (tuned: string, score: string) => `${tuned} ${score}`,
    half: (half: string) => `middle half ${half}`,
    runs: (done: number, total: number) => (done === total ? runs(total) : `${done} of ${runs(total)}`),
    diverged: (count: number) => `${count} diverged`,
    added: 'added at the edge',
    press: 'Click shows its runs in the panel',
  },

  table: 'Optimizers, tuned alike',
  rank: 'Rank',
  optimizer: 'Optimizer',
  bestRate: 'Best learning rate',
  rateHead: 'Rate',
  half: 'Middle half',
  median: 'Median of its seeds',
  trials: 'Trials',
  divergedHead: 'Diverged',
  missedHead: 'Missed',
  behind: 'Behind the best',
  interval: (percent: string) => `${percent} interval`,
  chance: 'p',
  chanceTitle: 'Of an exact sign-flip test of the paired differences, two-sided',
  verdict: 'Verdict',
  drawn: 'Interval, drawn; 0 is the best',
  bySign: 'by sign',
  bySignTitle: 'Some runs diverged or missed the target: only which of two was better is compared',
  countOf: (count: number, of: number) => `${count} of ${of}`,
  edgeHigh: (rate: string) => ['edge →', rate] as const,
  edgeLow: (rate: string) => ['edge ←', rate] as const,
  edgeTitle: (edge: 'lowest' | 'highest', extensions: number) =>
    [
      `The ${edge} rate tried`,
      ...(extensions > 0 ? [`rates were added ${extensions === 1 ? 'once' : `${extensions} times`}`] : []),
    ].join('; '),
  showRuns: (name: string) => `Runs of ${name} in the panel`,
  showTrial: (name: string, rate: string) => `Runs of ${name} at ${rate} in the panel`,
  allTrials: (count: number) => (count === 1 ? 'The trial as a table' : `All ${count} trials as a table`),
  trialsTable: 'Trials',
  others: 'Others',
  seedsDone: 'Seeds',
  isBest: 'used',
  isAdded: 'added',
  rows: ({ training, validation, test }: { training: number; validation: number; test: number }) =>
    `Rows: ${formatCount(training)} to train on, ${formatCount(validation)} to tune by, ${formatCount(test)} to judge by.`,
} as const;

/** `96 of 140 runs · about 3 min left` */
export function progressText({ done, total, secondsLeft }: ComparisonProgress, isRunning: boolean): string {
  const counted = `${formatCount(done)} of ${runs(total)}`;
  return isRunning && secondsLeft !== null ? `${counted} · ${timeLeft(secondsLeft)}` : counted;
}

/** Rounded, so that it does not jump from moment to moment. */
function timeLeft(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 90) return `about ${10 * Math.round(seconds / 10)} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `about ${minutes} min left`;
  return `about ${Math.round(minutes / 60)} h left`;
}
