import type { Disposable } from 'vscode';
import { aboutTime } from '../../core/aboutTime.ts';
import type { RaceOrLog } from '../../core/race/race.ts';
import { shareDone } from '../../core/race/raceShare.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { showProgress } from '../shown/progress.ts';
import { TimeLeft } from './timeLeft.ts';

/** A race that takes longer than this gets a notification with its progress, in milliseconds. */
const longRun = 10_000;

/** How fast the race on the screen is. */
interface Timed {
  readonly begin: number;
  readonly left: TimeLeft;
  wasRunning: boolean;
}

/**
 * Shows VS Code's own progress, with the time that is left and a button to cancel, for races that take long, as long as the
 * panel, which shows how far they are, is out of sight.
 */
export function showLongRunProgress(
  store: RaceStore,
  panel: { readonly visible: boolean },
  stop: () => void,
): Disposable {
  let timed: Timed | null = null;
  let shown: RaceOrLog | null = null;
  return store.onDidChange(({ type }) => {
    const race = store.current;
    if (type === 'shown') timed = race && timedFrom(race);
    if (!race || !timed) return;
    const isRunning = race.phase === 'running';
    timed.left.update(shareDone(race), timed.wasRunning);
    timed.wasRunning = isRunning;
    // How much of a log is to come isn't known, and what is on a queue has its own.
    const isLong = !race.log && race.queue === null && performance.now() - timed.begin >= longRun;
    if (race === shown || !isLong || !isRunning || panel.visible) return;
    shown = race;
    const { left } = timed;
    void showProgress(race.title, stop, (report) => follow(store, race, { panel, left }, report)).then(() => {
      shown = null;
    });
  });
}

function timedFrom(race: RaceOrLog): Timed {
  const now = () => performance.now();
  return {
    begin: now(),
    left: new TimeLeft(shareDone(race), now),
    wasRunning: race.phase === 'running',
  };
}

/** Ends when the race does, another is on the screen, or the panel is in sight again. */
function follow(
  store: RaceStore,
  race: RaceOrLog,
  { panel, left }: { readonly panel: { readonly visible: boolean }; readonly left: TimeLeft },
  report: (share: number, doing?: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const subscription = store.onDidChange(() => {
      const share = shareDone(race);
      const seconds = share < 1 ? left.seconds : null;
      report(share, seconds === null ? undefined : `${aboutTime(seconds)} left`);
      if (store.current === race && race.phase === 'running' && !panel.visible) return;
      subscription.dispose();
      resolve();
    });
  });
}
