/** The words of a fair comparison, on its page and below the cell of a lesson. */
import type { ComparisonPhase, ComparisonProgress } from '../../../core/fairComparison/comparisonSheet.ts';
import { formatCount } from '../../../core/format.ts';

const runs = (count: number) => (count === 1 ? '1 run' : `${formatCount(count)} runs`);
const seeds = (count: number) => (count === 1 ? '1 fresh seed' : `${formatCount(count)} fresh seeds`);

export const comparisonWords = {
  none: '–',
  diverged: 'diverged',
  missed: 'missed',
  tiny: '< 0.001',
  fromTo: (low: string, high: string) => `${low} to ${high}`,
  bySign: 'by sign',
  bySignTitle: 'Some runs diverged or missed the target: only which of two was better is compared',

  moreSeeds: (count: number) => (count === 1 ? '1 more seed' : `${formatCount(count)} more seeds`),
  moreSeedsTitle: (count: number) =>
    `Judges all on ${seeds(count)} more, as many as would tell at this spread`,
  stopped: ({ done, total }: ComparisonProgress) =>
    `Stopped after ${formatCount(done)} of ${runs(total)}. What is shown is of those that have ended.`,

  loss: 'Loss',
  testLoss: 'Test loss',
  curvesText: (count: number, isLog: boolean, unit: 'step' | 'gradient') =>
    [
      `each at its best rate: ${count === 1 ? '' : 'median and middle half of '}${seeds(count)}`,
      ...(isLog ? ['log scale'] : []),
      unit === 'step' ? 'by step' : 'by gradients taken',
    ].join(', '),
  waiting: {
    tuning:
      'Each optimizer tries its rates on the same seeds. Its curve comes when the best rate of each is known.',
    judging: 'The best rate of each runs on fresh seeds. The curves come with the first runs that end.',
    done: 'No run on the fresh seeds has a curve.',
    stopped: 'Stopped before a run on fresh seeds has ended.',
  } satisfies Record<ComparisonPhase, string>,
  hint: 'Arrow keys read the chart place by place; drag over a part to look closer, double-click to see all.',

  table: 'Optimizers, tuned alike',
  optimizer: 'Optimizer',
  bestRate: 'Best learning rate',
  half: 'Middle half',
  behind: 'Behind the best',
  interval: (percent: string) => `${percent} interval`,
  verdict: 'Verdict',
  edgeHigh: (rate: string) => ['edge →', rate] as const,
  edgeLow: (rate: string) => ['edge ←', rate] as const,
  edgeTitle: (edge: 'lowest' | 'highest', extensions: number) =>
    [
      `The ${edge} rate tried`,
      ...(extensions > 0 ? [`rates were added ${extensions === 1 ? 'once' : `${extensions} times`}`] : []),
    ].join('; '),
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
