/** How a sweep stands, as a line. */
import { formatCount, formatDuration, formatPercent, formatRate } from '../../../core/format.ts';
import type { RunQueue } from '../../sweep/queue/runQueue.ts';
import type { SweepFigures } from '../../sweep/sweepProgress.ts';

/** `312 of 1000 runs (31.2 %), 52 runs/s, 4 workers, 13.2 s left` */
export function sweepLine(figures: SweepFigures, workers: number | null): string {
  const { done, runs, share, runsPerSecond, secondsLeft } = figures;
  return [
    `${formatCount(done)} of ${formatCount(runs)} runs (${formatPercent(share)})`,
    ...(runsPerSecond > 0 ? [`${formatRate(runsPerSecond)} runs/s`] : []),
    ...(workers === null ? [] : [workersText(workers)]),
    ...(secondsLeft !== null && done < runs ? [`${formatDuration(secondsLeft)} left`] : []),
  ].join(', ');
}

function workersText(workers: number): string {
  if (workers === 0) return 'no worker yet';
  return workers === 1 ? '1 worker' : `${workers} workers`;
}

/** Milliseconds between two looks. */
const interval = 2000;

/** How many processes compute, as it was seen last. */
export class WorkersSeen {
  /** null before it is known. */
  count: number | null = null;
  readonly #timer: NodeJS.Timeout;

  constructor(queue: Pick<RunQueue, 'counts'>) {
    const look = () =>
      void queue.counts().then(
        ({ workers }) => {
          this.count = workers;
        },
        () => {},
      );
    look();
    this.#timer = setInterval(look, interval);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
