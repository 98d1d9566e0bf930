import * as vscode from 'vscode';
import { type Race, stepsDone, stepsPlanned } from '../../core/race/race.ts';
import type { RunStore } from '../../core/race/store.ts';

/** A race that takes longer than this gets a notification with its progress, in milliseconds. */
const patience = 10_000;

/**
 * Shows VS Code's own progress, with a button to cancel, for races that take long, as long as the panel, which shows the
 * same, is out of sight.
 */
export function showLongRunProgress(
  store: RunStore,
  panel: { readonly visible: boolean },
  stop: () => void,
): vscode.Disposable {
  let begin = 0;
  let shown: Race | null = null;
  return store.onDidChange((change) => {
    if (change === 'replaced') begin = performance.now();
    const { race } = store;
    const isLong = performance.now() - begin >= patience;
    if (!race || race === shown || !isLong || race.phase !== 'running' || panel.visible) return;
    shown = race;
    void showProgress(store, race, panel, stop).then(() => {
      shown = null;
    });
  });
}

function showProgress(
  store: RunStore,
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
        if (store.race === race && race.phase === 'running' && !panel.visible) return;
        subscription.dispose();
        resolve();
      });
    });
  });
}
