/** Words of the views of a sweep. */
import { formatCount } from '../../core/format.ts';
import type { Stage } from './viewSettings.ts';

export interface HeatMapWords {
  readonly judge: string;
  readonly across: string;
  readonly down: string;
  /** null: there is none. */
  readonly best: string | null;
  readonly cells: number;
  readonly diverged: number;
}

export interface ParallelWords {
  readonly axes: readonly string[];
  readonly runs: number;
  readonly judge: string;
  /** null: there is none. */
  readonly best: string | null;
}

export const sweepWords = {
  stages: { curves: 'Curves', tuning: 'Tuning', heatMap: 'Heat map', parallel: 'Parallel' },
  stage: 'View',
  backTo: (stage: Stage): string => `Back to ${sweepWords.stages[stage].toLowerCase()}`,
  tunedField: 'Setting',
  acrossField: 'Across',
  downField: 'Down',
  sweepText: {
    curves: () => '',
    tuning: (judge: string, setting: string) =>
      `${judge} by ${setting}: median and middle half, the best ringed, diverged ones as arrows at the top`,
    heatMap: (judge: string) => `${judge}, median of a cell; bright is low; the best is ringed`,
    parallel: (judge: string) =>
      `a line a run, from its settings to its ${judge}; drag along an axis to find runs`,
  } satisfies Record<Stage, (judge: string, setting: string) => string>,
  sweepHints: {
    curves: '',
    tuning: 'The table below has the same runs.',
    heatMap:
      'Arrow keys go from cell to cell, Home and End along the row. Enter shows the curves of the runs of a cell, Escape leaves the cells.',
    parallel:
      'Drag along an axis to find the runs between two values; a press on the axis lets go. The field above the table finds the same, such as lr<0.01 score<1.',
  } satisfies Record<Stage, string>,
  judged: (judge: string, score: string, isMedian: boolean) =>
    `${judge} ${score}${isMedian ? ', median' : ''}`,
  runCount: (count: number) => (count === 1 ? '1 run' : `${formatCount(count)} runs`),
  divergedRuns: (count: number) => `${formatCount(count)} diverged`,
  halfBetween: (low: string, high: string) => `middle half ${low} to ${high}`,
  notYetJudged: 'not known yet',
  heatMapLabel: ({ judge, across, down, best, cells, diverged }: HeatMapWords) =>
    [
      `Heat map of ${judge.toLowerCase()}: ${across} across, ${down} down, ${cells === 1 ? '1 cell' : `${formatCount(cells)} cells`}.`,
      best === null ? 'No cell has a number.' : `Best: ${best}.`,
      ...(diverged > 0 ? [`${formatCount(diverged)} diverged.`] : []),
    ].join(' '),
  bestAt: (score: string, value: string) => `${score} at ${value}`,
  ratesTried: 'rates',
  valuesTried: 'values',
  edgeOf: (tried: string) => `edge of the ${tried} tried`,
  noBest: 'none that is finite',
  tuningLabel: (judge: string, setting: string, panels: readonly string[]) =>
    `${judge} by ${setting}, the best of each optimizer: ${panels.join('; ')}.`,
  parallelLabel: ({ axes, runs, judge, best }: ParallelWords) =>
    [
      `Parallel coordinates of ${runs === 1 ? '1 run' : `${formatCount(runs)} runs`}: ${axes.join(', ')}.`,
      best === null ? 'No run has a number.' : `Best ${judge.toLowerCase()}: ${best}.`,
    ].join(' '),
  judge: 'Judge by',
  judges: {
    final: 'Final loss',
    best: 'Best loss',
    evaluated: {
      validation: 'Final validation loss',
      test: 'Final test loss',
      heldOut: 'Final held-out loss',
      whole: 'Final whole-set loss',
    },
    forGood: (target: number) => `Steps to ${target}, for good`,
    first: (target: number) => `Steps to ${target}, first time`,
  },
} as const;
