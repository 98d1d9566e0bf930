/** How a sweep stands: in numbers, and as people read them. */
import { formatCount, formatDuration, formatPercent, formatRate } from '../format.ts';

export interface SweepFigures {
  readonly runs: number;
  readonly done: number;
  /** How many of them were there before. */
  readonly found: number;
  /** Share of all steps that are done, 0 to 1. */
  readonly share: number;
  /** Runs that came to their ends; 0 until it is known. */
  readonly runsPerSecond: number;
  /** null until it is known. */
  readonly secondsLeft: number | null;
}

/**
 * `312 of 1000 runs (31.2 %), 52 runs/s, 4 workers, 13.2 s left`
 * @param workers How many processes compute; null where that isn't known.
 */
export function sweepLine(figures: SweepFigures, workers: number | null): string {
  const { done, runs, share } = figures;
  const count = `${formatCount(done)} of ${formatCount(runs)} runs`;
  return [`${count} (${formatPercent(share)})`, ...speedOf(figures, workers)].join(', ');
}

/** `312 of 1000 runs, 52 runs/s, 4 workers, 13.2 s left`, for where the share stands beside it. */
export function sweepCount(figures: SweepFigures, workers: number | null): string {
  const { done, runs } = figures;
  return [`${formatCount(done)} of ${formatCount(runs)} runs`, ...speedOf(figures, workers)].join(', ');
}

function speedOf({ done, runs, runsPerSecond, secondsLeft }: SweepFigures, workers: number | null): string[] {
  return [
    ...(runsPerSecond > 0 ? [`${formatRate(runsPerSecond)} runs/s`] : []),
    ...(workers === null ? [] : [workersText(workers)]),
    ...(secondsLeft !== null && done < runs ? [`${formatDuration(secondsLeft)} left`] : []),
  ];
}

function workersText(workers: number): string {
  if (workers === 0) return 'no worker yet';
  return workers === 1 ? '1 worker' : `${workers} workers`;
}
