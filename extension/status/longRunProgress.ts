import type { Disposable } from 'vscode';
import type { Race } from '../../core/race/race.ts';
import { stepsDone, stepsPlanned } from '../../core/race/raceFacts.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { showProgress } from '../shown/progress.ts';

/** A race that takes longer than this gets a notification with its progress, in milliseconds. */
const longRun = 10_000;

/**
 * Shows VS Code's own progress, with a button to cancel, for races that take long, as long as the panel, which shows the
 * same, is out of sight.
 */
export function showLongRunProgress(
  store: RaceStore,
  panel: { readonly visible: boolean },
  stop: () => void,
): Disposable {
  let begin = 0;
  let shown: Race | null = null;
  const subscription = store.onDidChange(({ type }) => {
    if (type === 'shown') begin = performance.now();
    const race = store.current;
    const isLong = performance.now() - begin >= longRun;
    if (!race || race === shown || !isLong || race.phase !== 'running' || panel.visible) return;
    shown = race;
    void showProgress(race.title, stop, (report) => follow(store, race, panel, report)).then(() => {
      shown = null;
    });
  });
  return subscription;
}

/** Ends when the race does, another is on the screen, or the panel is in sight again. */
function follow(
  store: RaceStore,
  race: Race,
  panel: { readonly visible: boolean },
  report: (share: number) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const subscription = store.onDidChange(() => {
      report(stepsDone(race) / stepsPlanned(race));
      if (store.current === race && race.phase === 'running' && !panel.visible) return;
      subscription.dispose();
      resolve();
    });
  });
}
