import * as vscode from 'vscode';
import { type Race, stepsDone, stepsPlanned } from '../runs/race.ts';
import type { RunStore } from '../runs/store.ts';

/** A race that takes longer than this gets a notification with its progress, in milliseconds. */
const patience = 10_000;

/** Shows VS Code's own progress, with a button to cancel, for races that take long. */
export function showLongRunProgress(store: RunStore, stop: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const subscription = store.onDidChange((change) => {
    if (change !== 'replaced') return;
    clearTimeout(timer);
    const { race } = store;
    if (race?.phase === 'running') timer = setTimeout(() => showProgress(store, race, stop), patience);
  });
  return vscode.Disposable.from(subscription, { dispose: () => clearTimeout(timer) });
}

function showProgress(store: RunStore, race: Race, stop: () => void): void {
  if (store.race !== race || race.phase !== 'running') return;
  const options = { location: vscode.ProgressLocation.Notification, title: race.title, cancellable: true };
  void vscode.window.withProgress(options, (progress, cancel) => {
    cancel.onCancellationRequested(stop);
    let shown = 0;
    return new Promise<void>((resolve) => {
      const subscription = store.onDidChange(() => {
        const percent = (100 * stepsDone(race)) / stepsPlanned(race);
        progress.report({ increment: percent - shown, message: `${Math.floor(percent)} %` });
        shown = percent;
        if (store.race === race && race.phase === 'running') return;
        subscription.dispose();
        resolve();
      });
    });
  });
}
