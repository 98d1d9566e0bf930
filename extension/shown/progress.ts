import * as vscode from 'vscode';
import { plain } from './plain.ts';

/**
 * A notification with the progress of `work` and a button to cancel, until the work ends.
 * @param title Made plain: nothing from a file can be a link in it.
 * @param work Reports the share that is done, 0 to 1, and what is being done, if it likes.
 */
export async function showProgress(
  title: string,
  cancel: () => void,
  work: (report: (share: number, doing?: string) => void) => Promise<unknown>,
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plain(title),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(cancel);
    let reached = 0;
    let shown = '';
    await work((share, doing) => {
      const percent = Math.floor(100 * share);
      const message = doing === undefined ? `${percent} %` : `${percent} %, ${plain(doing)}`;
      // Work in many small pieces would keep the window busy with news that nobody can see.
      if (message === shown) return;
      progress.report({ increment: percent - reached, message });
      reached = percent;
      shown = message;
    });
  });
}

/** Says in the status bar what is being done, of work that takes a moment and has no button. */
export function showDoing<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: plain(title) }, work);
}
