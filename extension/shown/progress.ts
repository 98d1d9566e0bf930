import * as vscode from 'vscode';
import { plain } from './plain.ts';

/**
 * A notification with the progress of `work` and a button to cancel, until the work ends.
 * @param title Made plain: nothing from a file can be a link in it.
 * @param work Reports the share that is done, 0 to 1.
 */
export async function showProgress(
  title: string,
  cancel: () => void,
  work: (report: (share: number) => void) => Promise<unknown>,
): Promise<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plain(title),
    cancellable: true,
  };
  await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(cancel);
    let shown = 0;
    await work((share) => {
      progress.report({ increment: 100 * (share - shown), message: `${Math.floor(100 * share)} %` });
      shown = share;
    });
  });
}
