/** What a person sees of a race that workers compute, beside the race itself: how it stands, and how it ended. */
import { formatCount } from '../../../core/format.ts';
import { hasEnded } from '../../../core/race/status.ts';
import { sweepCount } from '../../../core/sweep/sweepFigures.ts';
import type { QueuedSweepEnd } from '../../../core/sweep/sweepStanding.ts';
import type { Sweep } from '../../backend/sweeps.ts';
import { showError, showInformation, showWarning } from '../../shown/messages.ts';
import { showProgress } from '../../shown/progress.ts';

/** Milliseconds between two looks at how it stands. */
const interval = 1000;

/** A notification with workers, speed and time left, and a button to cancel, until the sweep ends; then how it did. */
export async function followSweep(sweep: Sweep): Promise<void> {
  const { race, ended } = sweep;
  const address = race.queue ?? '';
  void showProgress(
    race.title,
    () => sweep.cancel(),
    async (report) => {
      const tell = () => {
        const { figures, workers, notice } = sweep.standing;
        const count = sweepCount(figures, workers);
        report(figures.share, notice === '' ? count : `${count}. ${notice}`);
      };
      tell();
      const timer = setInterval(tell, interval);
      await ended.finally(() => clearInterval(timer));
    },
  );
  const end = await ended;
  const counts = `${formatCount(countEnded(sweep))} of ${formatCount(race.runs.length)} runs`;
  await tellEnd(end, { title: race.title, address, counts });
}

interface Ended {
  readonly title: string;
  readonly address: string;
  /** `3 of 20 runs` */
  readonly counts: string;
}

async function tellEnd(end: QueuedSweepEnd, { title, address, counts }: Ended): Promise<void> {
  if (end.kind === 'failed')
    await showError(
      `${title}: ${end.message}. ${counts} have ended and are kept; Resume goes on with the others.`,
    );
  if (end.kind !== 'cancelled') return;
  if (!end.here)
    await showInformation(`${title} was cancelled elsewhere: ${counts} have ended and are kept.`);
  else if (end.removed !== null)
    await showInformation(
      `${title}: ${takenOff(end.removed)} off ${address}; ${counts} have ended and are kept.`,
    );
  else
    await showWarning(
      `${title}: ${address} didn't answer, so that what waits is still on it. ${counts} have ended and are kept. Run it on the queue again when that answers, and cancel it then.`,
    );
}

function takenOff(runs: number): string {
  return runs === 1 ? '1 run that waited was taken' : `${formatCount(runs)} runs that waited were taken`;
}

/** The race has ended: those that did so by themselves. */
function countEnded({ race }: Sweep): number {
  return race.runs.filter(({ record: { state } }) => {
    const { kind } = state.status;
    return hasEnded(state.status) && kind !== 'stopped' && kind !== 'interrupted';
  }).length;
}
