/** What the page of a fair comparison says. */
import { formatCount } from '../../core/format.ts';
import { comparisonWords } from '../shared/comparison/words.ts';

const runs = (count: number) => (count === 1 ? '1 run' : `${formatCount(count)} runs`);

export const words = {
  ...comparisonWords,
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

  tuning: 'Tuning',
  tuningText: (tuned: string, counts: string, extras: readonly string[]) =>
    [`${tuned} by learning rate, ${counts}; the ringed one is used`, ...extras].join('; '),
  trialsEach: (least: number, most: number) =>
    least === most ? `${least} trials for each` : `${least} to ${most} trials for each`,
  addedText: 'hollow ones were added at the edge',
  lostText: 'arrows have no score',
  guessing: (score: string) => `guessing ${score}`,
  guessingText: (score: string) => `dashed is guessing, ${score}`,
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

  rank: 'Rank',
  rateHead: 'Rate',
  median: 'Median of its seeds',
  stepsTo: (unit: 'step' | 'gradient', loss: string) =>
    `${unit === 'step' ? 'Steps' : 'Gradients'} to ${loss}`,
  stepsToTitle: (loss: string, isTarget: boolean) =>
    isTarget
      ? `Until the loss is at or below ${loss}, the target: the median of its seeds`
      : `Until the loss is at or below ${loss}, which the median of each ends at or below: the median of its seeds`,
  trials: 'Trials',
  divergedHead: 'Diverged',
  missedHead: 'Missed',
  chance: 'p',
  chanceTitle: 'Of an exact sign-flip test of the paired differences, two-sided',
  drawn: 'Interval, drawn; 0 is the best',
  countOf: (count: number, of: number) => `${count} of ${of}`,
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
