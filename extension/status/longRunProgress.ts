import * as vscode from 'vscode';
import { type Race, stepsDone, stepsPlanned } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';

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
): vscode.Disposable {
  let begin = 0;
  let shown: Race | null = null;
  const subscription = store.onDidChange(({ type }) => {
    if (type === 'current') begin = performance.now();
    const race = store.current;
    const isLong = performance.now() - begin >= longRun;
    if (!race || race === shown || !isLong || race.phase !== 'running' || panel.visible) return;
    shown = race;
    void showProgress(store, race, panel, stop).then(() => {
      shown = null;
    });
  });
  return vscode.Disposable.from(subscription);
}

function showProgress(
  store: RaceStore,
  race: Race,
  panel: { readonly visible: boolean },
  stop: () => void,
): Thenable<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: race.title, cancellable: true };
  return vscode.window.withProgress(options, (progress, cancel) => {
    cancel.onCancellationRequested(stop);
    let shown = 0;
    return new Promise<void>((resolve) => {
      const subscription = store.onDidChange(() => {
        const percent = (100 * stepsDone(race)) / stepsPlanned(race);
        progress.report({ increment: percent - shown, message: `${Math.floor(percent)} %` });
        shown = percent;
        if (store.current === race && race.phase === 'running' && !panel.visible) return;
        subscription.dispose();
        resolve();
      });
    });
  });
}
